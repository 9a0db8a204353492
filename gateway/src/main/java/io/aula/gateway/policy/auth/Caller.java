package io.aula.gateway.policy.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What a genuine token says; anonymous callers have no subject and no scopes. */
public record Caller(String subject, Set<String> scopes, Instant expiresAt) {

    private static final Caller ANONYMOUS = new Caller("", Set.of(), Instant.MAX);

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public static Caller anonymous() {
        return ANONYMOUS;
    }

    /** How long the token is good at that time; never negative. */
    public Duration left(Instant now) {
        var left = Duration.between(now, expiresAt);
        return left.isNegative() ? Duration.ZERO : left;
    }

    public boolean isAnonymous() {
        return subject.isEmpty();
    }
}
