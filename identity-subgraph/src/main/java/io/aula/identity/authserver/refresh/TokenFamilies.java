package io.aula.identity.authserver.refresh;

import io.aula.identity.account.LiveSessions;
import io.aula.platform.hash.Sha256;
import io.aula.platform.id.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides which refresh tokens are good.
 *
 * <pre>
 *   T0 ──used──▶ T1 ──used──▶ T2          T0 again now: reuse, the family ends
 *      └─again within 60 s, T1 unused─▶ T1'   the answer was lost; of T1 and T1' the first one used wins,
 *                                             the other is refused and harms nobody
 * </pre>
 */
@Service
class TokenFamilies {
    static final Duration GRACE = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(TokenFamilies.class);

    private final RefreshTokens tokens;
    private final TheftAlarm alarm;
    private final Clock clock;

    TokenFamilies(RefreshTokens tokens, TheftAlarm alarm, Clock clock) {
        this.tokens = tokens;
        this.alarm = alarm;
        this.clock = clock;
    }

    /** @param proved when the person last typed their password */
    @Transactional
    public void start(
            String authorizationId, UserId userId, String clientId, String token, Instant expiresAt, Instant proved) {
        tokens.insertFamily(authorizationId, userId, clientId, proved);
        tokens.insert(Sha256.of(token), authorizationId, null, expiresAt);
        tokens.revokeOldest(authorizationId, LiveSessions.MOST, clock.instant());
    }

    /** Takes the family's lock until the caller's transaction ends, and spends the token if it is good. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Presented present(String token) {
        byte[] hash = Sha256.of(token);
        if (tokens.lockFamilyOf(hash).isEmpty()) {
            return new Presented.Unknown();
        }
        Instant now = clock.instant();
        RefreshTokens.Row row = tokens.read(hash);
        if (row.revoked() || !row.expiresAt().isAfter(now)) {
            return new Presented.Unknown();
        }
        if (row.siblingSpent() && row.spentAt() == null) {
            return new Presented.Superseded();
        }
        if (!isGood(row, now)) {
            LOG.warn("A spent refresh token came back, family {} is revoked", row.authorizationId());
            tokens.revoke(row.authorizationId(), now);
            tokens.owner(row.authorizationId()).ifPresent(alarm::raise);
            return new Presented.Reused(row.authorizationId());
        }
        tokens.spend(hash, now);
        tokens.touch(row.authorizationId(), now);
        return new Presented.Good(row.authorizationId());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void succeed(String authorizationId, String parent, String child, Instant expiresAt) {
        tokens.insert(Sha256.of(child), authorizationId, Sha256.of(parent), expiresAt);
    }

    @Transactional
    public void revoke(String authorizationId) {
        tokens.revoke(authorizationId, clock.instant());
    }

    Optional<String> authorizationOf(String token) {
        return tokens.familyOf(Sha256.of(token));
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT15M")
    void forgetExpired() {
        Instant now = clock.instant();
        tokens.deleteExpired(now);
        tokens.deleteExpiredAuthorizations(now);
    }

    private static boolean isGood(RefreshTokens.Row row, Instant now) {
        Instant spentAt = row.spentAt();
        return spentAt == null || !row.childSpent() && spentAt.plus(GRACE).isAfter(now);
    }
}
