package io.aula.platform.translation;

/** An engine failed; the same may succeed later. */
public final class TranslationException extends RuntimeException {
    public TranslationException(String message) {
        super(message);
    }

    public TranslationException(String message, Throwable cause) {
        super(message, cause);
    }
}
