package io.aula.social.comment;

import io.aula.platform.graphql.Messages;
import io.aula.social.graphql.UserError;
import io.aula.social.graphql.UserError.ModerationError;

/** Why what one wrote cannot be changed now, in the reader's language. */
public final class HeldErrors {
    private HeldErrors() {}

    public static UserError error(Hold hold) {
        boolean isSuspension = hold.isOfSuspension();
        return new ModerationError(
                "MODERATED",
                isSuspension
                        ? Messages.of(
                                "Lo que escribiste no se ve mientras tu cuenta esté suspendida.",
                                "What you wrote is out of sight while your account is suspended.")
                        : Messages.of(
                                "Lo que escribiste no se ve: se revisa o se ha retirado.",
                                "What you wrote is out of sight: it is being looked at, or was removed."),
                null,
                hold.rule(),
                hold.page());
    }
}
