package io.aula.social.follow;

import static java.util.stream.Collectors.toMap;

import io.aula.platform.graphql.Messages;
import io.aula.platform.outbox.Relay;
import io.aula.platform.security.Caller;
import io.aula.social.graphql.Batch;
import io.aula.social.graphql.Batch.Asked;
import io.aula.social.graphql.Page;
import io.aula.social.graphql.PageInfo;
import io.aula.social.graphql.Pages;
import io.aula.social.graphql.User;
import io.aula.social.graphql.UserError;
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
        Batch.<Page, FollowConnection>register(
                batches, "followers", (page, ids) -> connections(follows.followers(ids, page), ids, page));
        Batch.<Page, FollowConnection>register(
                batches, "following", (page, ids) -> connections(follows.following(ids, page), ids, page));
        Batch.<Mutuals, List<User>>register(
                batches, "mutuals", (asked, ids) -> users(follows.mutuals(asked.me(), ids, asked.first()), ids));
        Batch.<Counting, Follows.Counts>register(batches, "counts", (asked, ids) -> follows.counts(ids));
    }

    /** The caller is part of the key: a batch must never answer one person with another's acquaintances. */
    record Mutuals(String me, int first) {}

    /** Followers and followed are counted by one statement, whichever of the two is asked. */
    enum Counting {
        BOTH
    }

    record FollowEdge(String cursor, User node, Instant since) {}

    record FollowConnection(List<User> nodes, List<FollowEdge> edges, PageInfo pageInfo) {}

    record FollowPayload(@Nullable User user, List<UserError> userErrors) {}

    @SchemaMapping
    CompletableFuture<FollowConnection> followers(
            User user,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            DataLoader<Asked<Page>, FollowConnection> followers) {
        return followers.load(new Asked<>(user.id(), Page.of(first, after)));
    }

    @SchemaMapping
    CompletableFuture<FollowConnection> following(
            User user,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            DataLoader<Asked<Page>, FollowConnection> following) {
        return following.load(new Asked<>(user.id(), Page.of(first, after)));
    }

    private static Map<String, FollowConnection> connections(
            Map<String, List<Follows.Edge>> found, List<String> ids, Page page) {
        return ids.stream()
                .collect(toMap(Function.identity(), id -> connection(found.getOrDefault(id, List.of()), page)));
    }

    private static FollowConnection connection(List<Follows.Edge> found, Page page) {
        List<FollowEdge> edges = Pages.cut(found, page.size()).stream()
                .map(edge -> new FollowEdge(edge.cursor().text(), new User(edge.userId()), edge.since()))
                .toList();
        return new FollowConnection(
                edges.stream().map(FollowEdge::node).toList(),
                edges,
                PageInfo.of(
                        edges.stream().map(FollowEdge::cursor).toList(),
                        found.size() > page.size(),
                        page.after() != null));
    }

    @SchemaMapping
    CompletableFuture<Integer> followerCount(User user, DataLoader<Asked<Counting>, Follows.Counts> counts) {
        return counts.load(new Asked<>(user.id(), Counting.BOTH)).thenApply(Follows.Counts::followers);
    }

    @SchemaMapping
    CompletableFuture<Integer> followingCount(User user, DataLoader<Asked<Counting>, Follows.Counts> counts) {
        return counts.load(new Asked<>(user.id(), Counting.BOTH)).thenApply(Follows.Counts::following);
    }

    @BatchMapping
    Map<User, Boolean> viewerFollows(List<User> users) {
        return flags(users, follows.followedBy(Caller.require().userId(), ids(users)));
    }

    @BatchMapping
    Map<User, Boolean> followsViewer(List<User> users) {
        return flags(users, follows.followersAmong(Caller.require().userId(), ids(users)));
    }

    private static Map<User, Boolean> flags(List<User> users, Set<String> yes) {
        Map<User, Boolean> result = new HashMap<>();
        users.forEach(user -> result.put(user, yes.contains(user.id())));
        return result;
    }

    private static List<String> ids(List<User> users) {
        return users.stream().map(User::id).toList();
    }

    @SchemaMapping
    CompletableFuture<List<User>> mutuals(
            User user, @Argument int first, DataLoader<Asked<Mutuals>, List<User>> mutuals) {
        return mutuals.load(new Asked<>(user.id(), new Mutuals(Caller.require().userId(), Pages.size(first))));
    }

    private static Map<String, List<User>> users(Map<String, List<String>> found, List<String> ids) {
        return ids.stream()
                .collect(toMap(
                        Function.identity(),
                        id -> found.getOrDefault(id, List.of()).stream()
                                .map(User::new)
                                .toList()));
    }

    @MutationMapping
    FollowPayload follow(@Argument String userId) {
        String me = Caller.require().userId();
        if (me.equals(userId)) {
            return new FollowPayload(
                    null,
                    List.of(UserError.invalid(
                            Messages.of("No puedes seguirte a ti.", "You cannot follow yourself."), "userId")));
        }
        return payload(follows.follow(me, userId, now()), userId);
    }

    @MutationMapping
    FollowPayload unfollow(@Argument String userId) {
        return payload(follows.unfollow(Caller.require().userId(), userId, now()), userId);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private FollowPayload payload(Follows.Change change, String userId) {
        return switch (change) {
            case DONE -> {
                relay.wake();
                yield new FollowPayload(new User(userId), List.of());
            }
            case ALREADY_SO -> new FollowPayload(new User(userId), List.of());
            case NOBODY ->
                new FollowPayload(
                        null,
                        List.of(UserError.notFound(
                                Messages.of("Esa persona no existe.", "There is no such person."), userId)));
        };
    }
}
