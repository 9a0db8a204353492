package io.aula.social.pace;

import io.aula.platform.graphql.Messages;
import io.aula.social.graphql.UserError;
import io.aula.social.graphql.UserError.ForbiddenError;
import io.aula.social.graphql.UserError.SlowDownError;

/** Why somebody may not write now, in the reader's language. */
public final class PaceErrors {
    private PaceErrors() {}

    public static UserError error(Leave.Withheld why) {
        return switch (why) {
            case Leave.Wait wait ->
                new SlowDownError(
                        "SLOW_DOWN",
                        Messages.of(
                                "Vas muy rápido: espera un momento y vuelve a intentarlo.",
                                "You are writing very fast: wait a moment and try again."),
                        null,
                        Math.toIntExact(wait.pause().toMillis()));
            case Leave.Closed() ->
                new ForbiddenError(
                        "SUSPENDED",
                        Messages.of("Tu cuenta está suspendida.", "Your account is suspended."),
                        null,
                        null);
            case Leave.Gone() ->
                new ForbiddenError(
                        "ERASED", Messages.of("Esta cuenta se ha eliminado.", "This account was erased."), null, null);
        };
    }
}
