package io.aula.gateway.executor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lists from lists, without a stream for each: compiling a plan makes many short ones. */
final class Lists {

    private Lists() {}

    static <A, B> List<B> map(List<A> list, Function<? super A, ? extends B> each) {
        if (list.isEmpty()) {
            return List.of();
        }
        var mapped = new ArrayList<B>(list.size());
        for (var item : list) {
            mapped.add(each.apply(item));
        }
        return List.copyOf(mapped);
    }

    static <A> List<A> join(List<A> first, List<A> second) {
        if (second.isEmpty()) {
            return first;
        }
        var all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
