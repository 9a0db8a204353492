package io.aula.identity.integrator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret of which only the hash is kept.
 *
 * @param endsAt when it ends, or has ended; null for one that is good until it is replaced
 */
public record ClientSecret(Instant createdAt, @Nullable Instant endsAt) {
    public boolean isLiveAt(Instant now) {
        return endsAt == null || endsAt.isAfter(now);
    }
}
