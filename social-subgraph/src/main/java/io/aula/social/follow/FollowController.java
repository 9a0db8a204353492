package io.aula.social.follow;

import io.aula.platform.graphql.Messages;
import io.aula.platform.security.Caller;
import io.aula.social.graphql.Cursor;
import io.aula.social.graphql.PageInfo;
import io.aula.social.graphql.Pages;
import io.aula.social.graphql.User;
import io.aula.social.graphql.UserError;
import io.aula.social.outbox.Relay;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

@Controller
class FollowController {
    private static final Follows.Counts NOBODY = new Follows.Counts(0, 0);

    private final Follows follows;
    private final Relay relay;
    private final Clock clock;

    FollowController(Follows follows, @Qualifier("graphRelay") Relay relay, Clock clock) {
        this.follows = follows;
        this.relay = relay;
        this.clock = clock;
    }

    record FollowEdge(String cursor, User node, Instant since) {}

    record FollowConnection(List<User> nodes, List<FollowEdge> edges, PageInfo pageInfo) {}

    record FollowPayload(@Nullable User user, List<UserError> userErrors) {}

    @SchemaMapping
    FollowConnection followers(User user, @Argument @Nullable Integer first, @Argument @Nullable String after) {
        int size = Pages.size(first);
        return connection(follows.followers(user.id(), cursor(after), size + 1), size, after != null);
    }

    @SchemaMapping
    FollowConnection following(User user, @Argument @Nullable Integer first, @Argument @Nullable String after) {
        int size = Pages.size(first);
        return connection(follows.following(user.id(), cursor(after), size + 1), size, after != null);
    }

    private static @Nullable Cursor cursor(@Nullable String after) {
        return after == null ? null : Cursor.parse(after);
    }

    private static FollowConnection connection(List<Follows.Edge> found, int size, boolean hasPrevious) {
        List<FollowEdge> edges = Pages.cut(found, size).stream()
                .map(edge -> new FollowEdge(edge.cursor().text(), new User(edge.userId()), edge.since()))
                .toList();
        return new FollowConnection(
                edges.stream().map(FollowEdge::node).toList(),
                edges,
                PageInfo.of(edges.stream().map(FollowEdge::cursor).toList(), found.size() > size, hasPrevious));
    }

    @BatchMapping
    Map<User, Integer> followerCount(List<User> users) {
        return counts(users, Follows.Counts::followers);
    }

    @BatchMapping
    Map<User, Integer> followingCount(List<User> users) {
        return counts(users, Follows.Counts::following);
    }

    private Map<User, Integer> counts(List<User> users, ToIntFunction<Follows.Counts> which) {
        Map<String, Follows.Counts> found = follows.counts(ids(users));
        Map<User, Integer> result = new HashMap<>();
        users.forEach(user -> result.put(user, which.applyAsInt(found.getOrDefault(user.id(), NOBODY))));
        return result;
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
    List<User> mutuals(User user, @Argument int first) {
        return follows.mutuals(Caller.require().userId(), user.id(), Pages.size(first)).stream()
                .map(User::new)
                .toList();
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
