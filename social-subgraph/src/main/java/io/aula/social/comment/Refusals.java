package io.aula.social.comment;

import io.aula.platform.graphql.Messages;
import io.aula.platform.idempotency.IdempotencyKey;
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
            case Refusal.NoLesson(String id) ->
                UserError.notFound(Messages.of("Esa lección no existe.", "There is no such lesson."), id);
            case Refusal.NoComment(String id) ->
                UserError.notFound(Messages.of("Ese comentario no existe.", "There is no such comment."), id);
            case Refusal.NotTheirs() ->
                new ForbiddenError(
                        "FORBIDDEN",
                        Messages.of("Ese comentario es de otra persona.", "That comment is somebody else's."),
                        null,
                        null);
            case Refusal.NoThread(String id) ->
                UserError.notFound(Messages.of("Ese tema no existe.", "There is no such thread."), id);
            case Refusal.NoPlace() ->
                invalid(
                        List.of("input"),
                        Messages.of(
                                "Di una lección o un tema, uno de los dos.",
                                "Name a lesson or a thread, one of the two."));
            case Refusal.Locked() ->
                new ForbiddenError(
                        "THREAD_LOCKED",
                        Messages.of(
                                "El tema está cerrado: ya no se escribe ni se cambia nada en él.",
                                "The thread is locked: nothing is written or changed in it any more."),
                        null,
                        null);
            case Refusal.OwnVote() ->
                new ForbiddenError(
                        "OWN_VOTE",
                        Messages.of("No puedes votar lo que escribiste tú.", "You cannot vote for what you wrote."),
                        null,
                        null);
            case Refusal.BadBody(Body.Fault fault, List<String> path) -> BodyErrors.error(fault, path);
            case Refusal.NoMoment() ->
                invalid(
                        List.of("input", "positionMs"),
                        Messages.of("Ese momento no está en el vídeo.", "That moment is not in the video."));
            case Refusal.NoKey() -> new ValidationError(IdempotencyKey.INVALID, IdempotencyKey.invalid(), KEY);
            case Refusal.KeyReused() -> new ConflictError(IdempotencyKey.REUSED, IdempotencyKey.reused(), KEY, null);
            case Refusal.Held(Hold hold) -> HeldErrors.error(hold);
            case Refusal.NoLeave(Leave.Withheld why) -> PaceErrors.error(why);
        };
    }

    private static UserError invalid(List<String> path, String message) {
        return UserError.invalid(message, path.toArray(String[]::new));
    }
}
