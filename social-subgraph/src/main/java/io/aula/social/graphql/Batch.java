package io.aula.social.graphql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import reactor.core.publisher.Mono;

/**
 * One question to a store for all the objects of a list, for fields with arguments, which {@code @BatchMapping} does not
 * take. The controller's method asks for {@code DataLoader<Asked<K, A>, V>} under the registered name and returns what its
 * {@code load} does; such a method runs on the operation's own thread, or its key would miss the dispatch.
 */
public final class Batch {

    private Batch() {}

    /**
     * What one field of one object asks.
     *
     * @param arguments all that the answer depends on besides the object, the caller too
     */
    public record Asked<K, A>(K id, A arguments) {}

    /** @param load called once for each set of arguments; an id that it leaves out becomes null */
    public static <K, A, V> void register(
            BatchLoaderRegistry registry, String name, BiFunction<A, List<K>, Map<K, V>> load) {
        registry.<Asked<K, A>, V>forName(name)
                .registerMappedBatchLoader((asked, environment) -> Mono.fromCallable(() -> answer(asked, load)));
    }

    private static <K, A, V> Map<Asked<K, A>, V> answer(
            Set<Asked<K, A>> asked, BiFunction<A, List<K>, Map<K, V>> load) {
        Map<A, List<K>> ids = asked.stream()
                .collect(Collectors.groupingBy(Asked::arguments, Collectors.mapping(Asked::id, Collectors.toList())));
        Map<Asked<K, A>, V> answers = new HashMap<>();
        ids.forEach((arguments, of) ->
                load.apply(arguments, of).forEach((id, value) -> answers.put(new Asked<>(id, arguments), value)));
        return answers;
    }
}
