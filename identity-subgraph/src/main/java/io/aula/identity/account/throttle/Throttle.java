package io.aula.identity.account.throttle;

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

/** Counts tries and says how long the next one waits. A try is counted when it begins: a hundred sent at once are a hundred. */
@Component
public class Throttle {
    private final Throttles throttles;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Throttle(Throttles throttles, TransactionTemplate transaction, Clock clock) {
        this.throttles = throttles;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What tries are counted under; the name is kept as its hash only. */
    public record Bucket(String name, Limit limit) {
        byte[] key() {
            return Sha256.of(name);
        }
    }

    /** How long to wait before trying; empty when this try may go on, and is counted in each bucket. */
    public Optional<Duration> wait(List<Bucket> buckets) {
        Instant now = clock.instant();
        return Optional.ofNullable(transaction.execute(status -> {
            for (Bucket bucket : buckets) {
                OptionalInt tries = throttles.count(bucket.key(), now, bucket.limit());
                if (tries.isEmpty()) {
                    // Nothing is counted while waiting, in no bucket.
                    status.setRollbackOnly();
                    return Duration.between(
                            now, throttles.blockedUntil(bucket.key()).orElse(now));
                }
                block(bucket, tries.getAsInt(), now);
            }
            return null;
        }));
    }

    /** Begins anew. */
    public void forget(Bucket bucket) {
        throttles.forget(bucket.key());
    }

    /** Takes one try back. */
    public void forgive(Bucket bucket) {
        throttles.forgive(bucket.key(), bucket.limit());
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void forgetOld() {
        throttles.deleteOlderThan(clock.instant().minus(Duration.ofDays(1)));
    }

    private void block(Bucket bucket, int tries, Instant now) {
        Duration penalty = bucket.limit().after(tries);
        if (penalty.isPositive()) {
            throttles.block(bucket.key(), now.plus(penalty));
        }
    }
}
