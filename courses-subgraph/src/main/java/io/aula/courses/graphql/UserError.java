package io.aula.courses.graphql;

import io.aula.courses.refusal.Refusal;
import io.aula.platform.graphql.Messages;
import io.aula.platform.idempotency.IdempotencyKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a mutation refuses, as data. The case's name is the GraphQL type. */
public sealed interface UserError {
    String code();

    String message();

    @Nullable
    List<String> path();

    record ValidationError(
            String code, String message, @Nullable List<String> path) implements UserError {}

    record NotFoundError(
            String code,
            String message,
            @Nullable List<String> path,
            @Nullable String nodeId) implements UserError {}

    record ForbiddenError(
            String code,
            String message,
            @Nullable List<String> path,
            @Nullable String missingPermission) implements UserError {}

    record ConflictError(
            String code,
            String message,
            @Nullable List<String> path,
            @Nullable Integer currentRevision) implements UserError {}

    record UploadRejectedError(
            String code,
            String message,
            @Nullable List<String> path,
            @Nullable Long maxBytes,
            List<String> acceptedMimeTypes)
            implements UserError {}

    /**
     * A caption file that cannot be taken.
     *
     * @param line from 1
     * @param suggestedShiftMs what its times want added to them
     */
    record CaptionFileError(
            String code,
            String message,
            @Nullable List<String> path,
            @Nullable Integer line,
            @Nullable Integer suggestedShiftMs)
            implements UserError {}

    record ImplausibleWatchError(
            String code, String message, @Nullable List<String> path, int acceptedMs, int rejectedMs)
            implements UserError {}

    static List<UserError> of(List<Refusal> refusals) {
        return refusals.stream().map(UserError::of).toList();
    }

    private static UserError of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotFound(String id) -> notFound(id);
            case Refusal.Forbidden(String missingPermission) -> forbidden(missingPermission);
            case Refusal.Stale(int currentRevision) -> stale(currentRevision);
            case Refusal.KeyReused() -> keyReused();
            case Refusal.KeyInvalid() -> keyInvalid();
            case Refusal.AgainstRule(String rule, String spanish, String english, List<String> path) ->
                new ValidationError(rule, Messages.of(spanish, english), path);
            case Refusal.UnfitFile(
                    String rule,
                    String spanish,
                    String english,
                    Integer line,
                    Integer suggestedShiftMs) ->
                new CaptionFileError(
                        rule, Messages.of(spanish, english), List.of("contentBase64"), line, suggestedShiftMs);
        };
    }

    static UserError invalid(String code, String spanish, String english, String... path) {
        return new ValidationError(code, Messages.of(spanish, english), List.of(path));
    }

    static UserError notFound(String id) {
        return new NotFoundError(
                "NOT_FOUND", Messages.of("No existe o ya no está.", "It does not exist or is gone."), null, id);
    }

    static UserError forbidden(String permission) {
        return new ForbiddenError(
                "FORBIDDEN",
                Messages.of("No tienes permiso para hacer esto.", "You may not do this."),
                null,
                permission);
    }

    static UserError stale(int currentRevision) {
        return new ConflictError(
                "STALE_REVISION",
                Messages.of(
                        "Alguien lo cambió mientras tanto. Carga la versión actual y vuelve a intentarlo.",
                        "Someone changed it meanwhile. Load the current version and try again."),
                List.of("expectedRevision"),
                currentRevision);
    }

    static UserError keyInvalid() {
        return new ValidationError(IdempotencyKey.INVALID, IdempotencyKey.invalid(), List.of("idempotencyKey"));
    }

    static UserError keyReused() {
        return new ConflictError(IdempotencyKey.REUSED, IdempotencyKey.reused(), List.of("idempotencyKey"), null);
    }
}
