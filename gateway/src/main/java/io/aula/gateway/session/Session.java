package io.aula.gateway.session;

import java.time.Duration;
import java.time.Instant;

/**
 * What the cookie holds.
 *
 * @param expiresAt of the access token
 */
public record Session(String accessToken, String refreshToken, Instant expiresAt) {
    /** Tokens are renewed a little early: the request still has to travel to the subgraphs. */
    private static final Duration MARGIN = Duration.ofSeconds(20);

    public boolean isFresh(Instant now) {
        return now.plus(MARGIN).isBefore(expiresAt);
    }
}
