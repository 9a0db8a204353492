package io.aula.gateway.session;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Revokes the tokens of sessions that have ended, again and again while the authorization server does not answer: a copy of the cookie
 * must die with its access token, also of whoever signs out during an outage.
 */
public final class Revocations {
    /** In seconds, an hour in all; a refresh token that outlives it ends by its own expiry. */
    static final List<Duration> PAUSES = List.of(1, 5, 15, 60, 120, 300, 600, 1_200, 1_300).stream()
            .map(Duration::ofSeconds)
            .toList();

    private static final int MAX_PENDING = 5_000;
    private static final System.Logger LOG = System.getLogger(Revocations.class.getName());

    private final TokenEndpoint endpoint;
    private final TokenRefresh refresh;
    private final List<Duration> pauses;
    private final Set<String> pending = ConcurrentHashMap.newKeySet();

    public Revocations(TokenEndpoint endpoint, TokenRefresh refresh) {
        this(endpoint, refresh, PAUSES);
    }

    Revocations(TokenEndpoint endpoint, TokenRefresh refresh, List<Duration> pauses) {
        this.endpoint = endpoint;
        this.refresh = refresh;
        this.pauses = List.copyOf(pauses);
    }

    /** Blocks for one attempt; those after it are made beside. */
    void revoke(Session session) {
        refresh.end(session);
        String token = session.refreshToken();
        if (endpoint.revoke(token)) {
            return;
        }
        if (pending.size() >= MAX_PENDING || !pending.add(token)) {
            LOG.log(System.Logger.Level.WARNING, "Too many sessions wait for their revocation; one is left to expire");
            return;
        }
        Thread.ofVirtual().name("revocation").start(() -> {
            try {
                tryAgain(token);
            } finally {
                pending.remove(token);
            }
        });
    }

    private void tryAgain(String token) {
        try {
            for (Duration pause : pauses) {
                Thread.sleep(pause);
                if (endpoint.revoke(token)) {
                    return;
                }
            }
            LOG.log(System.Logger.Level.WARNING, "A session's tokens could not be revoked; they are left to expire");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
