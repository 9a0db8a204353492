package io.aula.social.moderation;

import io.aula.platform.graphql.Messages;
import io.aula.social.graphql.UserError;
import io.aula.social.graphql.UserError.ConflictError;
import io.aula.social.graphql.UserError.ForbiddenError;
import io.aula.social.pace.Leave;
import io.aula.social.pace.PaceErrors;

/** What a refusal is called in a payload, in the reader's language. */
final class Refusals {
    private Refusals() {}

    static UserError error(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NoTarget(String id) ->
                UserError.notFound(Messages.of("Eso ya no está.", "That is not there any more."), id);
            case Refusal.NoReport(String id) ->
                UserError.notFound(Messages.of("Esa denuncia no existe.", "There is no such report."), id);
            case Refusal.OnesOwn() -> forbidden("OWN_CONTENT", Messages.of("Eso es tuyo.", "That is your own."));
            case Refusal.NoModerator() ->
                forbidden(
                        "FORBIDDEN", Messages.of("Eso lo decide la moderación.", "That is for moderators to decide."));
            case Refusal.SameModerator() ->
                forbidden(
                        "SAME_MODERATOR",
                        Messages.of(
                                "Sobre la alegación decide otra persona.",
                                "Somebody else decides about the objection."));
            case Refusal.Decided() ->
                conflict(Messages.of("Otra persona lo ha decidido ya.", "Somebody else has decided already."));
            case Refusal.NotDecided() -> conflict(Messages.of("Está por decidir.", "It waits to be decided."));
            case Refusal.NoAppeal() ->
                conflict(Messages.of(
                        "No se puede alegar, o ya se hizo.", "There is nothing to object to, or it was done before."));
            case Refusal.BadText(String field) ->
                UserError.invalid(
                        Messages.of(
                                "Escribe como mucho " + Wording.LONGEST + " caracteres.",
                                "Write at most " + Wording.LONGEST + " characters."),
                        field.split("\\."));
            case Refusal.NoLeave(Leave.Withheld why) -> PaceErrors.error(why);
        };
    }

    private static UserError forbidden(String code, String message) {
        return new ForbiddenError(code, message, null, null);
    }

    private static UserError conflict(String message) {
        return new ConflictError("CONFLICT", message, null, null);
    }
}
