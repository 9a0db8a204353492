package io.aula.social.comment;

import io.aula.platform.graphql.Messages;
import io.aula.social.graphql.UserError;
import io.aula.social.graphql.UserError.ForbiddenError;
import io.aula.social.graphql.UserError.SlowDownError;
import io.aula.social.graphql.UserError.ValidationError;
import java.util.List;

/** What a refusal is called in a payload, in the reader's language. */
final class Refusals {
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
            case Refusal.Empty(List<String> path) ->
                invalid(path, Messages.of("Escribe algo primero.", "Write something first."));
            case Refusal.TooLong(int longest, List<String> path) ->
                invalid(
                        path,
                        Messages.of(
                                "Un comentario tiene como mucho " + longest + " caracteres.",
                                "A comment has at most " + longest + " characters."));
            case Refusal.NoMoment() ->
                invalid(
                        List.of("input", "positionMs"),
                        Messages.of("Ese momento no está en el vídeo.", "That moment is not in the video."));
            case Refusal.NoKey(int longest) ->
                invalid(
                        List.of("input", "idempotencyKey"),
                        Messages.of(
                                "La clave va de 1 a " + longest + " caracteres.",
                                "The key has 1 to " + longest + " characters."));
            case Refusal.KeyReused() ->
                new ValidationError(
                        "IDEMPOTENCY_KEY_REUSED",
                        Messages.of(
                                "Esa clave ya se usó para otro comentario.",
                                "That key was already used for another comment."),
                        List.of("input", "idempotencyKey"));
            case Refusal.TooFast tooFast ->
                new SlowDownError(
                        "SLOW_DOWN",
                        Messages.of(
                                "Vas muy rápido: espera un momento y vuelve a intentarlo.",
                                "You are writing very fast: wait a moment and try again."),
                        null,
                        Math.toIntExact(tooFast.pause().toMillis()));
        };
    }

    private static UserError invalid(List<String> path, String message) {
        return UserError.invalid(message, path.toArray(String[]::new));
    }
}
