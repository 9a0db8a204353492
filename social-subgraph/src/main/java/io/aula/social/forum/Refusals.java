package io.aula.social.forum;

import io.aula.platform.graphql.Messages;
import io.aula.platform.idempotency.IdempotencyKey;
import io.aula.social.comment.HeldErrors;
import io.aula.social.comment.Hold;
import io.aula.social.graphql.BodyErrors;
import io.aula.social.graphql.UserError;
import io.aula.social.graphql.UserError.ConflictError;
import io.aula.social.graphql.UserError.ForbiddenError;
import io.aula.social.graphql.UserError.ValidationError;
import io.aula.social.markdown.Body;
import io.aula.social.pace.Leave;
import io.aula.social.pace.PaceErrors;
import java.util.List;

/** What a refusal is called in a payload, in the reader's language. */
final class Refusals {
    private static final List<String> KEY = List.of("input", "idempotencyKey");

    private Refusals() {}

    static UserError error(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NoCourse(String id) ->
                UserError.notFound(
                        Messages.of("Ese curso no tiene un foro para ti.", "That course has no forum for you."), id);
            case Refusal.NoThread(String id) ->
                UserError.notFound(Messages.of("Ese tema no existe.", "There is no such thread."), id);
            case Refusal.NoAnswer(String id) ->
                UserError.notFound(Messages.of("Esa respuesta ya no está.", "That answer is not there any more."), id);
            case Refusal.NotTheirs() ->
                forbidden("FORBIDDEN", Messages.of("Ese tema es de otra persona.", "That thread is somebody else's."));
            case Refusal.NotStaff() ->
                forbidden(
                        "FORBIDDEN",
                        Messages.of("Eso lo hace quien da el curso.", "That is for those who teach the course."));
            case Refusal.Locked() ->
                forbidden(
                        "THREAD_LOCKED",
                        Messages.of(
                                "El tema está cerrado: ya no se escribe ni se cambia nada en él.",
                                "The thread is locked: nothing is written or changed in it any more."));
            case Refusal.Answered() ->
                forbidden(
                        "THREAD_ANSWERED",
                        Messages.of(
                                "Ya hay respuestas de otras personas: pide a quien da el curso que lo borre.",
                                "Others have answered already: ask who teaches the course to delete it."));
            case Refusal.NoQuestion() ->
                invalid(
                        "threadId",
                        Messages.of(
                                "Solo una pregunta tiene una respuesta aceptada.",
                                "Only a question has an accepted answer."));
            case Refusal.BadTitle() ->
                invalid(
                        "title",
                        Messages.of(
                                "El título va de " + Writing.SHORTEST_TITLE + " a " + Writing.LONGEST_TITLE
                                        + " caracteres.",
                                "The title has " + Writing.SHORTEST_TITLE + " to " + Writing.LONGEST_TITLE
                                        + " characters."));
            case Refusal.BadTags() ->
                invalid(
                        "tags",
                        Messages.of(
                                "Como mucho " + Tags.MOST + " etiquetas, de letras, cifras, - y . y de hasta "
                                        + Tags.LONGEST + " caracteres.",
                                "At most " + Tags.MOST + " tags, of letters, digits, - and . and of up to "
                                        + Tags.LONGEST + " characters."));
            case Refusal.BadBody(Body.Fault fault) -> BodyErrors.error(fault, List.of("input", "bodyMarkdown"));
            case Refusal.NoKey() -> new ValidationError(IdempotencyKey.INVALID, IdempotencyKey.invalid(), KEY);
            case Refusal.KeyReused() -> new ConflictError(IdempotencyKey.REUSED, IdempotencyKey.reused(), KEY, null);
            case Refusal.Held(Hold hold) -> HeldErrors.error(hold);
            case Refusal.NoLeave(Leave.Withheld why) -> PaceErrors.error(why);
        };
    }

    private static UserError forbidden(String code, String message) {
        return new ForbiddenError(code, message, null, null);
    }

    private static UserError invalid(String field, String message) {
        return UserError.invalid(message, "input", field);
    }
}
