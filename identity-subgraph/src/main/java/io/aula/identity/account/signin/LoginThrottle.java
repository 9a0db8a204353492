package io.aula.identity.account.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Slows down whoever guesses passwords of one account from one place.
 *
 * <p>The bucket is account <em>and</em> origin, where a browser that has signed in to this account before is an origin of
 * its own: whoever guesses from elsewhere, or even from the same address, never locks the owner out.
 */
@Component
class LoginThrottle {
    static final int FREE_FAILURES = 5;
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Throttles throttles;
    private final Clock clock;

    LoginThrottle(Throttles throttles, Clock clock) {
        this.throttles = throttles;
        this.clock = clock;
    }

    /** How long this origin has to wait before it may try this address again. */
    Optional<Duration> wait(String email, String origin) {
        Instant now = clock.instant();
        return throttles
                .blockedUntil(bucket(email, origin))
                .filter(now::isBefore)
                .map(until -> Duration.between(now, until));
    }

    void failed(String email, String origin) {
        byte[] bucket = bucket(email, origin);
        Instant now = clock.instant();
        int failures = throttles.fail(bucket, now, MEMORY);
        if (failures >= FREE_FAILURES) {
            throttles.block(bucket, now.plus(penalty(failures)));
        }
    }

    void succeeded(String email, String origin) {
        throttles.forget(bucket(email, origin));
    }

    /** 10 s after the fifth failure, then doubled up to a quarter of an hour. */
    static Duration penalty(int failures) {
        int doublings = Math.min(failures - FREE_FAILURES, 10);
        Duration penalty = Duration.ofSeconds(10L << doublings);
        return penalty.compareTo(LONGEST) > 0 ? LONGEST : penalty;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void forgetOld() {
        throttles.deleteOlderThan(clock.instant().minus(Duration.ofDays(1)));
    }

    private static byte[] bucket(String email, String origin) {
        try {
            String text = email.toLowerCase(Locale.ROOT) + "\n" + origin;
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
