package io.aula.courses.authoring;

import static io.aula.courses.graphql.UserError.invalid;

import io.aula.courses.graphql.UserError;
import java.util.List;

/** What refusals are called in a payload, in the reader's language. */
final class AuthoringRefusals {
    private AuthoringRefusals() {}

    static List<UserError> errors(List<AuthoringRefusal> refusals) {
        return refusals.stream().map(AuthoringRefusals::error).toList();
    }

    private static UserError error(AuthoringRefusal refusal) {
        return switch (refusal) {
            case AuthoringRefusal.Rule rule -> invalid(rule.name(), rule.spanish(), rule.english(), rule.path());
            case AuthoringRefusal.NotFound(String id) -> UserError.notFound(id);
            case AuthoringRefusal.Forbidden(String missingPermission) -> UserError.forbidden(missingPermission);
            case AuthoringRefusal.Stale(int currentRevision) -> UserError.stale(currentRevision);
            case AuthoringRefusal.KeyReused() -> UserError.keyReused();
            case AuthoringRefusal.KeyInvalid() -> UserError.keyInvalid();
            case AuthoringRefusal.TextTooLong(int longest, String field) ->
                invalid(
                        "TEXT_TOO_LONG",
                        "El texto es demasiado largo: caben %,d caracteres.".formatted(longest),
                        "The text is too long: there is room for %,d characters.".formatted(longest),
                        field);
            case AuthoringRefusal.TooManyLanguages(String field) ->
                invalid(
                        "TOO_MANY_LANGUAGES",
                        "Como mucho 50 idiomas a la vez.",
                        "At most 50 languages at once.",
                        field);
            case AuthoringRefusal.VideoNotReady(String lessonId, String title) ->
                invalid(
                        "VIDEO_NOT_READY",
                        "La lección «" + title + "» no tiene un vídeo listo.",
                        "The lesson “" + title + "” has no video that is ready.",
                        "lessons",
                        lessonId);
            case AuthoringRefusal.ArticleEmpty(String lessonId, String title) ->
                invalid(
                        "ARTICLE_EMPTY",
                        "La lección «" + title + "» está vacía.",
                        "The lesson “" + title + "” is empty.",
                        "lessons",
                        lessonId);
        };
    }
}
