package io.aula.social.comment;

import io.aula.platform.graphql.Messages;
import io.aula.platform.id.Ids;
import io.aula.social.graphql.UserError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client asks to be written. */
record NewComment(
        String idempotencyKey,
        String lessonId,
        @Nullable String parentId,
        @Nullable Integer positionMs,
        String bodyMarkdown) {
    private static final int LONGEST = 10_000;
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_VIDEO_MS = 24 * 3_600_000;

    /** Whether the lesson exists is not asked: its event may come later than the first comment. */
    Optional<UserError> invalid() {
        if (idempotencyKey.isBlank() || idempotencyKey.length() > LONGEST_KEY) {
            return Optional.of(UserError.invalid(
                    Messages.of("La clave va de 1 a 200 caracteres.", "The key has 1 to 200 characters."),
                    "input",
                    "idempotencyKey"));
        }
        if (!Ids.is("les", lessonId)) {
            return Optional.of(
                    UserError.notFound(Messages.of("Esa lección no existe.", "There is no such lesson."), lessonId));
        }
        if (positionMs != null && (positionMs < 0 || positionMs > LONGEST_VIDEO_MS)) {
            return Optional.of(UserError.invalid(
                    Messages.of("Ese momento no está en el vídeo.", "That moment is not in the video."),
                    "input",
                    "positionMs"));
        }
        return invalidBody(bodyMarkdown, "input", "bodyMarkdown");
    }

    static Optional<UserError> invalidBody(String body, String... path) {
        if (body.isBlank()) {
            return Optional.of(UserError.invalid(Messages.of("Escribe algo primero.", "Write something first."), path));
        }
        if (body.length() > LONGEST) {
            return Optional.of(UserError.invalid(
                    Messages.of(
                            "Un comentario tiene como mucho 10 000 caracteres.",
                            "A comment has at most 10,000 characters."),
                    path));
        }
        return Optional.empty();
    }

    String hash() {
        String all = String.join("\n", lessonId, String.valueOf(parentId), String.valueOf(positionMs), bodyMarkdown);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
