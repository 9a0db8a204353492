package io.aula.social.follow;

import static java.util.stream.Collectors.toMap;

import io.aula.platform.graphql.Messages;
import io.aula.platform.id.UserId;
import io.aula.platform.outbox.Relay;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Connection.Edge;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.social.follow.Follows.Follower;
import io.aula.social.graphql.Batch;
import io.aula.social.graphql.Batch.Asked;
import io.aula.social.graphql.User;
import io.aula.social.graphql.UserError;
import io.aula.social.graphql.UserError.ForbiddenError;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

@Controller
class FollowController {
    private final Follows follows;
    private final Relay relay;
    private final Clock clock;

    FollowController(Follows follows, @Qualifier("graphRelay") Relay relay, Clock clock, BatchLoaderRegistry batches) {
        this.follows = follows;
        this.relay = relay;
        this.clock = clock;
        Batch.<UserId, Slice, Connection<Follower>>register(
                batches, "followers", (slice, ids) -> connections(follows.followers(ids, slice), ids, slice));
        Batch.<UserId, Slice, Connection<Follower>>register(
                batches, "following", (slice, ids) -> connections(follows.following(ids, slice), ids, slice));
        Batch.<UserId, Mutuals, List<User>>register(
                batches, "mutuals", (asked, ids) -> users(follows.mutuals(asked.me(), ids, asked.first()), ids));
        Batch.<UserId, Counting, Follows.Counts>register(batches, "counts", (asked, ids) -> follows.counts(ids));
    }

    /** The caller is part of the key: a batch must never answer one person with another's acquaintances. */
    record Mutuals(UserId me, int first) {}

    /** Followers and followed are counted by one statement, whichever of the two is asked. */
    enum Counting {
        BOTH
    }

    record FollowPayload(@Nullable User user, List<UserError> userErrors) {}

    @SchemaMapping
    CompletableFuture<Connection<Follower>> followers(
            User user,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            DataLoader<Asked<UserId, Slice>, Connection<Follower>> followers) {
        return followers.load(new Asked<>(user.id(), people(first, after)));
    }

    @SchemaMapping
    CompletableFuture<Connection<Follower>> following(
            User user,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            DataLoader<Asked<UserId, Slice>, Connection<Follower>> following) {
        return following.load(new Asked<>(user.id(), people(first, after)));
    }

    private static Slice people(@Nullable Integer first, @Nullable String after) {
        return Slice.forward(first, after).ofList(UserId.PREFIX);
    }

    private static Map<UserId, Connection<Follower>> connections(
            Map<UserId, List<Row<Follower>>> found, List<UserId> ids, Slice slice) {
        return ids.stream()
                .collect(toMap(Function.identity(), id -> Connection.of(slice, found.getOrDefault(id, List.of()))));
    }

    @SchemaMapping(typeName = "FollowConnection")
    List<User> nodes(Connection<Follower> connection) {
        return connection.nodes().stream().map(each -> new User(each.id())).toList();
    }

    @SchemaMapping(typeName = "FollowEdge")
    User node(Edge<Follower> edge) {
        return new User(edge.node().id());
    }

    @SchemaMapping(typeName = "FollowEdge")
    Instant since(Edge<Follower> edge) {
        return edge.node().since();
    }

    @SchemaMapping
    CompletableFuture<Integer> followerCount(User user, DataLoader<Asked<UserId, Counting>, Follows.Counts> counts) {
        return counts.load(new Asked<>(user.id(), Counting.BOTH)).thenApply(Follows.Counts::followers);
    }

    @SchemaMapping
    CompletableFuture<Integer> followingCount(User user, DataLoader<Asked<UserId, Counting>, Follows.Counts> counts) {
        return counts.load(new Asked<>(user.id(), Counting.BOTH)).thenApply(Follows.Counts::following);
    }

    @BatchMapping
    Map<User, Boolean> viewerFollows(List<User> users) {
        return flags(users, follows.followedBy(Caller.require().user(), ids(users)));
    }

    @BatchMapping
    Map<User, Boolean> followsViewer(List<User> users) {
        return flags(users, follows.followersAmong(Caller.require().user(), ids(users)));
    }

    private static Map<User, Boolean> flags(List<User> users, Set<UserId> yes) {
        Map<User, Boolean> result = new HashMap<>();
        users.forEach(user -> result.put(user, yes.contains(user.id())));
        return result;
    }

    private static List<UserId> ids(List<User> users) {
        return users.stream().map(User::id).toList();
    }

    @SchemaMapping
    CompletableFuture<List<User>> mutuals(
            User user, @Argument int first, DataLoader<Asked<UserId, Mutuals>, List<User>> mutuals) {
        return mutuals.load(new Asked<>(user.id(), new Mutuals(Caller.require().user(), Slice.sizeOf(first))));
    }

    private static Map<UserId, List<User>> users(Map<UserId, List<UserId>> found, List<UserId> ids) {
        return ids.stream()
                .collect(toMap(
                        Function.identity(),
                        id -> found.getOrDefault(id, List.of()).stream()
                                .map(User::new)
                                .toList()));
    }

    @QueryMapping
    List<User> suggestedPeople(@Argument int first) {
        return follows.suggested(Caller.require().user(), Slice.sizeOf(first)).stream()
                .map(User::new)
                .toList();
    }

    @MutationMapping
    FollowPayload follow(@Argument String userId) {
        UserId me = Caller.require().user();
        if (me.text().equals(userId)) {
            return new FollowPayload(
                    null,
                    List.of(UserError.invalid(
                            Messages.of("No puedes seguirte a ti.", "You cannot follow yourself."), "userId")));
        }
        return change(userId, other -> follows.follow(me, other, now()));
    }

    @MutationMapping
    FollowPayload unfollow(@Argument String userId) {
        UserId me = Caller.require().user();
        return change(userId, other -> follows.unfollow(me, other, now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private FollowPayload change(String userId, Function<UserId, Follows.Change> change) {
        Follows.Change done = UserId.parse(userId).map(change).orElse(Follows.Change.NOBODY);
        return switch (done) {
            case DONE -> {
                relay.wake();
                yield new FollowPayload(new User(new UserId(userId)), List.of());
            }
            case ALREADY_SO -> new FollowPayload(new User(new UserId(userId)), List.of());
            case BLOCKED ->
                new FollowPayload(
                        null,
                        List.of(new ForbiddenError(
                                "BLOCKED",
                                Messages.of("No puedes seguir a esta persona.", "You cannot follow this person."),
                                null,
                                null)));
            case NOBODY ->
                new FollowPayload(
                        null,
                        List.of(UserError.notFound(
                                Messages.of("Esa persona no existe.", "There is no such person."), userId)));
        };
    }
}
