package io.aula.identity.authserver.code;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationToken;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One code, one answer with tokens (RFC 6749 §4.1.2, RFC 8628 §3.5). Lock, Spring's checks, the claim and the tokens' rows
 * are one transaction, so a loser neither stores nor signs anything; and whoever cannot show the right client, address and
 * verifier uses nothing up. What a second try does to the first one's tokens: docs/decisions, "A second redemption".
 */
final class RedeemOnce implements AuthenticationProvider {
    /** As long as the grace of a refresh token: a lost answer, a doubled click, two tabs. */
    static final Duration GRACE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(RedeemOnce.class);

    private final AuthenticationProvider spring;
    private final CodeKind kind;
    private final Redemptions redemptions;
    private final OAuth2AuthorizationService authorizations;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RedeemOnce(
            AuthenticationProvider spring,
            CodeKind kind,
            Redemptions redemptions,
            OAuth2AuthorizationService authorizations,
            TransactionTemplate transaction,
            Clock clock) {
        this.spring = spring;
        this.kind = kind;
        this.redemptions = redemptions;
        this.authorizations = authorizations;
        this.transaction = transaction;
        this.clock = clock;
    }

    private sealed interface Attempt {
        record Granted(Authentication tokens) implements Attempt {}

        record Refused(OAuth2AuthenticationException reason) implements Attempt {}

        /** Redeemed long ago: somebody kept the code. */
        record Replayed(String authorizationId) implements Attempt {}
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return spring.supports(authentication);
    }

    @Override
    public Authentication authenticate(Authentication request) {
        Attempt attempt = Objects.requireNonNull(transaction.execute(status -> attempt(request)));
        return switch (attempt) {
            case Attempt.Granted(Authentication tokens) -> tokens;
            case Attempt.Refused(OAuth2AuthenticationException reason) -> throw reason;
            case Attempt.Replayed(String authorizationId) -> {
                // After the code's lock is gone: a refresh takes the family's lock first and this one second.
                revoke(authorizationId);
                throw invalidGrant();
            }
        };
    }

    private Attempt attempt(Authentication request) {
        Optional<Redemptions.Held> found = redemptions.lock(kind, code(request));
        if (found.isEmpty() || !found.get().clientId().equals(clientOf(request))) {
            return new Attempt.Refused(invalidGrant());
        }
        Redemptions.Held held = found.get();
        if (held.redeemedAt() != null) {
            return secondTry(held, held.redeemedAt());
        }
        try {
            return redeem(request, held);
        } catch (OAuth2AuthenticationException refusal) {
            // Nothing was stored yet; the refusal is an answer, not a failure of the transaction.
            return new Attempt.Refused(isPending(refusal) ? paced(held, refusal) : refusal);
        }
    }

    private Attempt redeem(Authentication request, Redemptions.Held held) {
        Authentication tokens = Objects.requireNonNull(spring.authenticate(request));
        if (!redemptions.claim(held.authorizationId(), clock.instant())) {
            throw new IllegalStateException("The code of " + held.authorizationId() + " was redeemed under its lock");
        }
        return new Attempt.Granted(tokens);
    }

    private static boolean isPending(OAuth2AuthenticationException refusal) {
        return "authorization_pending".equals(refusal.getError().getErrorCode());
    }

    /** Whoever asks again too soon has to wait longer from here on, until the person has decided (RFC 8628 §3.5). */
    private OAuth2AuthenticationException paced(Redemptions.Held held, OAuth2AuthenticationException pending) {
        Instant now = clock.instant();
        boolean tooSoon = held.polling().isTooSoon(now);
        redemptions.polled(held.authorizationId(), now, tooSoon ? held.polling().slower() : held.polling());
        return tooSoon ? new OAuth2AuthenticationException("slow_down") : pending;
    }

    private Attempt secondTry(Redemptions.Held held, Instant redeemedAt) {
        return redeemedAt.plus(GRACE).isAfter(clock.instant())
                ? new Attempt.Refused(invalidGrant())
                : new Attempt.Replayed(held.authorizationId());
    }

    private void revoke(String authorizationId) {
        OAuth2Authorization authorization = authorizations.findById(authorizationId);
        if (authorization != null) {
            LOG.warn("A code came back long after it was redeemed, authorization {} is revoked", authorizationId);
            authorizations.remove(authorization);
        }
    }

    private String code(Authentication request) {
        return switch (kind) {
            case AUTHORIZATION_CODE -> ((OAuth2AuthorizationCodeAuthenticationToken) request).getCode();
            case DEVICE_CODE -> ((OAuth2DeviceCodeAuthenticationToken) request).getDeviceCode();
        };
    }

    private static @Nullable String clientOf(Authentication request) {
        return request.getPrincipal() instanceof OAuth2ClientAuthenticationToken client
                        && client.getRegisteredClient() != null
                ? client.getRegisteredClient().getId()
                : null;
    }

    private static OAuth2AuthenticationException invalidGrant() {
        return new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }
}
