package io.aula.identity.account.signin;

import io.aula.identity.account.EmailAddress;
import io.aula.platform.hash.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Slows down whoever guesses passwords.
 *
 * <p>Failures are counted by account and network, and by network over all accounts. A device that signed in to the account
 * before is counted by itself, so nobody else's guesses slow its owner. An attempt is counted when it begins and forgiven
 * when it succeeds: a hundred guesses sent at once are a hundred.
 */
@Component
class LoginThrottle {
    private final Throttles throttles;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LoginThrottle(Throttles throttles, TransactionTemplate transaction, Clock clock) {
        this.throttles = throttles;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Bucket(byte[] key, Limit limit) {}

    /** How long to wait before trying; empty when this attempt may go on, and is counted. */
    Optional<Duration> wait(EmailAddress address, Origin origin) {
        Instant now = clock.instant();
        Duration wait = transaction.execute(status -> {
            for (Bucket bucket : buckets(address, origin)) {
                OptionalInt failures = throttles.count(bucket.key(), now, Limit.MEMORY);
                if (failures.isEmpty()) {
                    // Nothing is counted while waiting, in no bucket.
                    status.setRollbackOnly();
                    return Duration.between(
                            now, throttles.blockedUntil(bucket.key()).orElse(now));
                }
                block(bucket, failures.getAsInt(), now);
            }
            return null;
        });
        return Optional.ofNullable(wait);
    }

    void succeeded(EmailAddress address, Origin origin) {
        List<Bucket> buckets = buckets(address, origin);
        throttles.forget(buckets.getFirst().key());
        // The network keeps what others failed: an account of one's own must not clear it.
        buckets.stream().skip(1).forEach(bucket -> throttles.forgive(bucket.key()));
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void forgetOld() {
        throttles.deleteOlderThan(clock.instant().minus(Duration.ofDays(1)));
    }

    private void block(Bucket bucket, int failures, Instant now) {
        Duration penalty = bucket.limit().after(failures);
        if (penalty.isPositive()) {
            throttles.block(bucket.key(), now.plus(penalty));
        }
    }

    private static List<Bucket> buckets(EmailAddress address, Origin origin) {
        byte[] mine = Sha256.of(address.value() + "\n" + origin.key());
        return switch (origin) {
            case Origin.KnownDevice device -> List.of(new Bucket(mine, Limit.DEVICE));
            case Origin.Network network ->
                List.of(new Bucket(mine, Limit.ACCOUNT), new Bucket(Sha256.of("\n" + network.key()), Limit.NETWORK));
        };
    }
}
