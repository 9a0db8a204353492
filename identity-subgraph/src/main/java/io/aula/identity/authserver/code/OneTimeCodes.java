package io.aula.identity.authserver.code;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts single use into Spring Authorization Server's token endpoint. */
@Component
public class OneTimeCodes {
    /** How long a device waits between two polls, unless it was told {@code slow_down} (RFC 8628 §3.2). */
    public static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

    private final Redemptions redemptions;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OneTimeCodes(Redemptions redemptions, TransactionTemplate transaction, Clock clock) {
        this.redemptions = redemptions;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Wraps Spring's providers of codes in the token endpoint's list. */
    public void into(List<AuthenticationProvider> providers, OAuth2AuthorizationService authorizations) {
        providers.replaceAll(provider -> switch (provider) {
            case OAuth2AuthorizationCodeAuthenticationProvider spring ->
                once(spring, CodeKind.AUTHORIZATION_CODE, authorizations);
            case OAuth2DeviceCodeAuthenticationProvider spring -> once(spring, CodeKind.DEVICE_CODE, authorizations);
            default -> provider;
        });
    }

    private AuthenticationProvider once(
            AuthenticationProvider spring, CodeKind kind, OAuth2AuthorizationService authorizations) {
        return new RedeemOnce(spring, kind, redemptions, authorizations, transaction, clock);
    }
}
