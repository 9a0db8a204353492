package io.aula.identity.authserver;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Refresh tokens for every client that holds the grant. Spring's own gives none to an app without a secret, whose person would sign in
 * every ten minutes; ours rotate, and a second use ends them all, which is what OAuth 2.1 §4.3.1 asks of such clients.
 */
final class RefreshTokenMaker implements OAuth2TokenGenerator<OAuth2RefreshToken> {
    private static final int BYTES = 96;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    RefreshTokenMaker(Clock clock) {
        this.clock = clock;
    }

    @Override
    public @Nullable OAuth2RefreshToken generate(OAuth2TokenContext context) {
        if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
            return null;
        }
        byte[] drawn = new byte[BYTES];
        random.nextBytes(drawn);
        Instant now = clock.instant();
        return new OAuth2RefreshToken(
                Base64.getUrlEncoder().withoutPadding().encodeToString(drawn),
                now,
                now.plus(context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive()));
    }
}
