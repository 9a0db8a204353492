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
                new RetryPayload(
                        null,
                        List.of(UserError.invalid(
                                "NOT_UPLOADED",
                                "El archivo todavía no ha llegado entero. Termina la subida.",
                                "The file has not arrived whole yet. Finish the upload.",
                                "videoId")));
        };
    }
}
