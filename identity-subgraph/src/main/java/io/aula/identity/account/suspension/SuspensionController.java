package io.aula.identity.account.suspension;

import io.aula.identity.account.Account;
import io.aula.identity.graphql.UserError;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Closed accounts in the graph. */
@Controller
class SuspensionController {
    private final SuspensionService suspensions;

    SuspensionController(SuspensionService suspensions) {
        this.suspensions = suspensions;
    }

    record SuspensionPayload(@Nullable Account user, List<UserError> userErrors) {}

    /** For staff; the schema's scope says so. */
    @SchemaMapping(typeName = "User", field = "isSuspended")
    boolean isSuspended(Account user) {
        return !user.active();
    }

    @MutationMapping
    SuspensionPayload suspendUser(@Argument String userId, @Argument String reason) {
        return setActive(userId, false, reason);
    }

    @MutationMapping
    SuspensionPayload restoreUser(@Argument String userId, @Argument String reason) {
        return setActive(userId, true, reason);
    }

    private SuspensionPayload setActive(String userId, boolean isActive, String reason) {
        Caller caller = Caller.require();
        return answer(UserId.parse(userId)
                .map(person -> suspensions.setActive(caller, person, isActive, reason))
                .orElseGet(() -> new SuspensionOutcome.NoSuchPerson(userId)));
    }

    private static SuspensionPayload answer(SuspensionOutcome outcome) {
        return switch (outcome) {
            case SuspensionOutcome.Stands(Account account) -> new SuspensionPayload(account, List.of());
            case SuspensionOutcome.NoSuchPerson(String id) ->
                refused(new UserError.NotFoundError(
                        "NOT_FOUND",
                        Messages.of("No conocemos a esa persona.", "We do not know that person."),
                        List.of("userId"),
                        id));
            case SuspensionOutcome.OneselfIsKept() ->
                refused(new UserError.ValidationError(
                        "OWN_ACCOUNT",
                        Messages.of(
                                "Tu propia cuenta la suspende otra persona.",
                                "Your own account is for somebody else to suspend."),
                        List.of("userId")));
            case SuspensionOutcome.ReasonInvalid(int most) ->
                refused(new UserError.ValidationError(
                        "REASON_INVALID",
                        Messages.of(
                                "Di el motivo, en " + most + " caracteres como mucho.",
                                "Say why, in at most " + most + " characters."),
                        List.of("reason")));
            case SuspensionOutcome.NoLongerAdmin() ->
                refused(new UserError.ForbiddenError(
                        "FORBIDDEN",
                        Messages.of(
                                "Ya no administras esta plataforma.", "You do not administer this platform any more."),
                        List.of(),
                        "admin"));
        };
    }

    private static SuspensionPayload refused(UserError error) {
        return new SuspensionPayload(null, List.of(error));
    }
}
