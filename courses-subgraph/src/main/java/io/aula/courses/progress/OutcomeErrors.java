package io.aula.courses.progress;

import io.aula.courses.access.AccessReason;
import io.aula.courses.graphql.UserError;
import io.aula.platform.graphql.Messages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Outcomes in the words of the schema. */
final class OutcomeErrors {
    private OutcomeErrors() {}

    static @Nullable LessonProgress progress(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken taken -> taken.progress();
            case Outcome.Implausible implausible -> implausible.progress();
            case Outcome.Superseded superseded -> superseded.progress();
            case Outcome.Replaced replaced -> replaced.progress();
            case Outcome.Ended ended -> ended.progress();
            case Outcome.MalformedBatch malformed -> null;
            case Outcome.Unknown unknown -> null;
            case Outcome.Closed closed -> null;
            case Outcome.NoArticle noArticle -> null;
            case Outcome.NotByHand notByHand -> null;
        };
    }

    static List<UserError> of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken taken -> List.of();
            case Outcome.Replaced replaced -> List.of();
            case Outcome.Implausible(LessonProgress progress, int acceptedMs, int rejectedMs) ->
                List.of(new UserError.ImplausibleWatchError(
                        "IMPLAUSIBLE_WATCH",
                        Messages.of(
                                "No puede haberse visto tanto en tan poco tiempo.",
                                "That much cannot have been watched in so little time."),
                        List.of("input", "intervals"),
                        acceptedMs,
                        rejectedMs));
            case Outcome.Superseded superseded ->
                List.of(new UserError.ConflictError(
                        AccessReason.SESSION_SUPERSEDED.name(),
                        AccessReason.SESSION_SUPERSEDED.message(),
                        List.of("input", "sessionId"),
                        null));
            case Outcome.Ended ended ->
                List.of(new UserError.ConflictError(
                        ended.reason().name(), ended.reason().message(), List.of("input", "sessionId"), null));
            case Outcome.MalformedBatch malformed ->
                List.of(UserError.invalid(
                        "BATCH_INVALID", "El lote no es válido.", "The batch is not valid.", "input"));
            case Outcome.Unknown(String id) -> List.of(UserError.notFound(id));
            case Outcome.Closed closed ->
                List.of(new UserError.ValidationError(
                        closed.reason().name(), closed.reason().message(), List.of("lessonId")));
            case Outcome.NoArticle noArticle ->
                List.of(UserError.invalid(
                        "NOT_AN_ARTICLE",
                        "Esta lección es un vídeo: cuenta lo que se ve de él.",
                        "This lesson is a video: what is watched of it counts.",
                        "lessonId"));
            case Outcome.NotByHand notByHand ->
                List.of(UserError.invalid(
                        "NOT_BY_HAND",
                        "En este curso cuenta lo que se ve y se lee; no se marca a mano.",
                        "In this course what is watched and read counts; nothing is ticked by hand.",
                        "input",
                        "lessonId"));
        };
    }
}
