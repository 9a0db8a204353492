package io.aula.gateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Renews the tokens of a session, once for all tabs that ask at the same moment: the refresh token rotates, so a second
 * use would look like theft.
 */
public final class TokenRefresh {
    private static final long DEADLINE_SECONDS = 10;
    private static final int MAX_SESSIONS = 10_000;

    private final TokenEndpoint endpoint;
    /** Tabs that come a little late still get the answer of the first, as long as a spent token is good at identity too. */
    private final Cache<String, CompletableFuture<TokenEndpoint.Answer>> underWay = Caffeine.newBuilder()
            .maximumSize(MAX_SESSIONS)
            .expireAfterWrite(Duration.ofSeconds(60))
            .build();
    /** Signed out: a renewal that was under way then must not bring the session back. */
    private final Cache<String, Boolean> ended = Caffeine.newBuilder()
            .maximumSize(MAX_SESSIONS)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    public TokenRefresh(TokenEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** What became of the session. */
    public sealed interface Outcome {
        record Renewed(Session session) implements Outcome {}

        /** Signed out: the refresh token is spent, revoked or expired. */
        record Ended() implements Outcome {}

        /** Try again: identity did not answer. */
        record Unavailable() implements Outcome {}
    }

    public Outcome renew(Session session) {
        String key = session.refreshToken();
        CompletableFuture<TokenEndpoint.Answer> mine = new CompletableFuture<>();
        CompletableFuture<TokenEndpoint.Answer> answer =
                Optional.ofNullable(underWay.asMap().putIfAbsent(key, mine)).orElse(mine);
        if (answer == mine) {
            mine.complete(endpoint.refresh(key));
            if (mine.join() instanceof TokenEndpoint.Answer.Unreachable) {
                underWay.asMap().remove(key, mine);
            }
        }
        TokenEndpoint.Answer settled = await(answer);
        if (ended.getIfPresent(key) != null) {
            return new Outcome.Ended();
        }
        return switch (settled) {
            case TokenEndpoint.Answer.Granted granted -> new Outcome.Renewed(keepRefreshToken(granted.session(), key));
            case TokenEndpoint.Answer.Refused refused -> new Outcome.Ended();
            case TokenEndpoint.Answer.Unreachable unreachable -> new Outcome.Unavailable();
        };
    }

    /** From now on this session is not renewed. */
    void end(Session session) {
        ended.put(session.refreshToken(), true);
    }

    private static Session keepRefreshToken(Session renewed, String old) {
        return renewed.refreshToken().isEmpty()
                ? new Session(renewed.accessToken(), old, renewed.expiresAt())
                : renewed;
    }

    private static TokenEndpoint.Answer await(CompletableFuture<TokenEndpoint.Answer> answer) {
        try {
            return answer.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return new TokenEndpoint.Answer.Unreachable(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TokenEndpoint.Answer.Unreachable("interrupted");
        }
    }
}
