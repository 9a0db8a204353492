package io.aula.social.follow;

import io.aula.platform.graphql.Messages;
import io.aula.platform.id.UserId;
import io.aula.platform.outbox.Relay;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.social.follow.Follows.Follower;
import io.aula.social.graphql.User;
import io.aula.social.graphql.UserError;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Whom one wants to have nothing to do with. Nobody but who blocks learns of it. */
@Controller
class BlockController {
    private final Blocks blocks;
    private final Relay relay;
    private final Clock clock;

    BlockController(Blocks blocks, @Qualifier("graphRelay") Relay relay, Clock clock) {
        this.blocks = blocks;
        this.relay = relay;
        this.clock = clock;
    }

    record BlockPayload(@Nullable User user, List<UserError> userErrors) {}

    @QueryMapping
    Connection<Follower> blockedPeople(@Argument @Nullable Integer first, @Argument @Nullable String after) {
        Slice slice = Slice.forward(first, after).ofList(UserId.PREFIX);
        return Connection.of(slice, blocks.page(Caller.require().user(), slice));
    }

    @BatchMapping
    Map<User, Boolean> viewerBlocks(List<User> users) {
        Set<UserId> blocked = blocks.among(
                Caller.require().user(), users.stream().map(User::id).toList());
        Map<User, Boolean> result = new HashMap<>();
        users.forEach(user -> result.put(user, blocked.contains(user.id())));
        return result;
    }

    @MutationMapping
    BlockPayload blockUser(@Argument String userId) {
        UserId me = Caller.require().user();
        if (me.text().equals(userId)) {
            return refused(UserError.invalid(
                    Messages.of("No puedes bloquearte a ti.", "You cannot block yourself."), "userId"));
        }
        Optional<UserId> other = UserId.parse(userId).filter(person -> blocks.block(me, person, now()));
        return payload(other, userId);
    }

    @MutationMapping
    BlockPayload unblockUser(@Argument String userId) {
        UserId me = Caller.require().user();
        Optional<UserId> other = UserId.parse(userId).filter(person -> blocks.unblock(me, person, now()));
        return payload(other, userId);
    }

    private BlockPayload payload(Optional<UserId> other, String userId) {
        relay.wake();
        return other.map(person -> new BlockPayload(new User(person), List.of()))
                .orElseGet(() -> refused(
                        UserError.notFound(Messages.of("Esa persona no existe.", "There is no such person."), userId)));
    }

    private static BlockPayload refused(UserError why) {
        return new BlockPayload(null, List.of(why));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
