package io.aula.transcoder.worker;

import java.security.SecureRandom;
import java.time.Clock;

/** Ids of events: 48 bits of time and 80 of chance in Crockford's base 32. */
final class Ulid {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_LETTERS = 10;
    private static final int RANDOM_LETTERS = 16;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Ulid(Clock clock) {
        this.clock = clock;
    }

    String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix).append('_');
        long time = clock.millis();
        for (int i = TIME_LETTERS - 1; i >= 0; i--) {
            id.append(ALPHABET.charAt((int) (time >>> 5 * i & 31)));
        }
        for (int i = 0; i < RANDOM_LETTERS; i++) {
            id.append(ALPHABET.charAt(random.nextInt(32)));
        }
        return id.toString();
    }
}
