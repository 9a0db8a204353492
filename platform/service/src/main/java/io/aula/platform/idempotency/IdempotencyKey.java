package io.aula.platform.idempotency;

import io.aula.platform.graphql.Messages;

/** What a client may draw as the key of a wish, and how a bad one is refused; the same for every mutation of every service. */
public final class IdempotencyKey {
    /** In characters, as {@link String#length} counts. */
    public static final int LONGEST = 200;
    /** The codes of {@code UserError}. */
    public static final String INVALID = "IDEMPOTENCY_KEY_INVALID";

    public static final String REUSED = "IDEMPOTENCY_KEY_REUSED";

    private IdempotencyKey() {}

    /** Whether there is something to see in it, and not too much. */
    public static boolean isGood(String key) {
        return !key.isBlank() && key.length() <= LONGEST;
    }

    public static String invalid() {
        return Messages.of(
                "Una clave de idempotencia tiene de 1 a " + LONGEST + " caracteres.",
                "An idempotency key has 1 to " + LONGEST + " characters.");
    }

    public static String reused() {
        return Messages.of(
                "Esa clave de idempotencia ya se usó con otra petición.",
                "That idempotency key was used with another request.");
    }
}
