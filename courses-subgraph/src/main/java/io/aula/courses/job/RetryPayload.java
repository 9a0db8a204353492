package io.aula.courses.job;

import io.aula.courses.graphql.UserError;
import io.aula.courses.video.Video;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The video, or why nobody works on it, in the words of the schema. */
record RetryPayload(@Nullable Video video, List<UserError> userErrors) {

    static RetryPayload of(RetryOutcome outcome) {
        return switch (outcome) {
            case RetryOutcome.Queued(Video video) -> new RetryPayload(video, List.of());
            case RetryOutcome.NoVideo(String id) -> new RetryPayload(null, List.of(UserError.notFound(id)));
            case RetryOutcome.NotUploaded() ->
                refused(UserError.invalid(
                        "NOT_UPLOADED",
                        "El archivo todavía no ha llegado entero. Termina la subida.",
                        "The file has not arrived whole yet. Finish the upload.",
                        "videoId"));
            case RetryOutcome.WouldFailAgain(ProcessingFailureCode failure) ->
                refused(UserError.invalid(
                        "WOULD_FAIL_AGAIN",
                        failure.texts().spanish() + " Sube otro archivo: con este volvería a fallar.",
                        failure.texts().english() + " Upload another file: this one would fail again.",
                        "videoId"));
            case RetryOutcome.NothingToHear() ->
                refused(UserError.invalid(
                        "NOT_PLAYABLE",
                        "El vídeo todavía no se puede ver. Espera a que esté listo.",
                        "The video cannot be watched yet. Wait until it is ready.",
                        "steps"));
        };
    }

    private static RetryPayload refused(UserError error) {
        return new RetryPayload(null, List.of(error));
    }
}
