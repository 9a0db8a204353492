package io.aula.courses.graphql;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.DgsTypeResolver;
import com.netflix.graphql.dgs.InputArgument;
import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.AuditEventId;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.ClientId;
import io.aula.platform.id.CommentId;
import io.aula.platform.id.EntitlementId;
import io.aula.platform.id.Ids;
import io.aula.platform.id.MembershipId;
import io.aula.platform.id.NotificationId;
import io.aula.platform.id.OfferId;
import io.aula.platform.id.OrderId;
import io.aula.platform.id.ReportId;
import io.aula.platform.id.ReviewId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
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
    public record UserStub(UserId id) {}

    /** What somebody has a right to; identity owns the rest. */
    public record EntitlementStub(EntitlementId id) {}

    /** What something is sold by; identity owns the rest. */
    public record OfferStub(OfferId id) {}

    /** A wish to buy; identity owns the rest. */
    public record CheckoutStub(CheckoutId id) {}

    /** Something that was paid; identity owns the rest. */
    public record OrderStub(OrderId id) {}

    /** Somebody's membership; identity owns the rest. */
    public record MembershipStub(MembershipId id) {}

    /** A program of somebody's; identity owns the rest. */
    public record OAuthClientStub(ClientId id) {}

    /** Something that was done; identity owns the rest. */
    public record AuditEventStub(AuditEventId id) {}

    /** A comment; social owns the rest. */
    public record CommentStub(CommentId id) {}

    /** A thread of a forum; social owns the rest. */
    public record ThreadStub(ThreadId id) {}

    /** A review of a course; social owns the rest. */
    public record ReviewStub(ReviewId id) {}

    /** Something that somebody is told; social owns the rest. */
    public record NotificationStub(NotificationId id) {}

    /** What people complained of; social owns the rest. */
    public record ReportStub(ReportId id) {}

    @DgsQuery
    public CompletableFuture<@Nullable Object> node(@InputArgument String id, DgsDataFetchingEnvironment env) {
        int end = id.indexOf('_');
        String prefix = end < 0 ? "" : id.substring(0, end);
        if (!Ids.is(prefix, id)) {
            return CompletableFuture.completedFuture(null); // there can be no such object, here or elsewhere
        }
        return switch (prefix) {
            case UserId.PREFIX -> CompletableFuture.completedFuture(new UserStub(new UserId(id)));
            case EntitlementId.PREFIX -> CompletableFuture.completedFuture(new EntitlementStub(new EntitlementId(id)));
            case OfferId.PREFIX -> CompletableFuture.completedFuture(new OfferStub(new OfferId(id)));
            case CheckoutId.PREFIX -> CompletableFuture.completedFuture(new CheckoutStub(new CheckoutId(id)));
            case OrderId.PREFIX -> CompletableFuture.completedFuture(new OrderStub(new OrderId(id)));
            case MembershipId.PREFIX -> CompletableFuture.completedFuture(new MembershipStub(new MembershipId(id)));
            case ClientId.PREFIX -> CompletableFuture.completedFuture(new OAuthClientStub(new ClientId(id)));
            case AuditEventId.PREFIX -> CompletableFuture.completedFuture(new AuditEventStub(new AuditEventId(id)));
            case CommentId.PREFIX -> CompletableFuture.completedFuture(new CommentStub(new CommentId(id)));
            case ThreadId.PREFIX -> CompletableFuture.completedFuture(new ThreadStub(new ThreadId(id)));
            case ReviewId.PREFIX -> CompletableFuture.completedFuture(new ReviewStub(new ReviewId(id)));
            case NotificationId.PREFIX ->
                CompletableFuture.completedFuture(new NotificationStub(new NotificationId(id)));
            case ReportId.PREFIX -> CompletableFuture.completedFuture(new ReportStub(new ReportId(id)));
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
            throw DomainException.badInput(
                    Messages.of("Como mucho " + MOST + " de una vez.", "At most " + MOST + " at once."));
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
