package io.aula.courses.graphql;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.DgsTypeResolver;
import com.netflix.graphql.dgs.InputArgument;
import io.aula.platform.graphql.DomainException;
import io.aula.platform.id.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Routes {@code node(id:)} by the id's prefix: features answer for their own, a stub stands for what others own. */
@DgsComponent
public class NodeController {
    private static final int MOST = 50;

    private final Map<String, NodeSource> sources;

    NodeController(List<NodeSource> sources) {
        this.sources =
                sources.stream().collect(java.util.stream.Collectors.toMap(NodeSource::prefix, source -> source));
    }

    /** A person; identity owns the rest. */
    public record UserStub(String id) {}

    /** A comment; social owns the rest. */
    public record CommentStub(String id) {}

    @DgsQuery
    public CompletableFuture<@Nullable Object> node(@InputArgument String id, DgsDataFetchingEnvironment env) {
        int end = id.indexOf('_');
        String prefix = end < 0 ? "" : id.substring(0, end);
        if (!Ids.is(prefix, id)) {
            return CompletableFuture.completedFuture(null); // there can be no such object, here or elsewhere
        }
        return switch (prefix) {
            case "usr" -> CompletableFuture.completedFuture(new UserStub(id));
            case "cmt" -> CompletableFuture.completedFuture(new CommentStub(id));
            default -> {
                NodeSource source = sources.get(prefix);
                yield source == null ? CompletableFuture.completedFuture(null) : later(source.find(id, env));
            }
        };
    }

    /** Typed as a future, since the framework asks the method's signature and not its value. */
    private static CompletableFuture<@Nullable Object> later(@Nullable Object found) {
        return found instanceof CompletableFuture<?> later
                ? later.thenApply(value -> value)
                : CompletableFuture.completedFuture(found);
    }

    @DgsQuery
    public CompletableFuture<List<@Nullable Object>> nodes(
            @InputArgument List<String> ids, DgsDataFetchingEnvironment env) {
        if (ids.size() > MOST) {
            throw DomainException.badInput("at most 50 at once");
        }
        List<CompletableFuture<@Nullable Object>> all =
                ids.stream().map(id -> node(id, env)).toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(done -> {
            List<@Nullable Object> found = new ArrayList<>();
            all.forEach(each -> found.add(each.join()));
            return found;
        });
    }

    @DgsTypeResolver(name = "Node")
    public String nodeType(Object node) {
        return node.getClass().getSimpleName().replace("Stub", "");
    }

    @DgsTypeResolver(name = "UserError")
    public String errorType(UserError error) {
        return error.getClass().getSimpleName();
    }
}
