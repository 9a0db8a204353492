package io.aula.identity.authserver.grant;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program that may act for a person. */
record Grant(
        String clientId,
        String name,
        List<String> scopes,
        @Nullable Instant grantedAt,
        @Nullable Instant lastUsedAt) {
    Grant {
        scopes = List.copyOf(scopes);
    }
}
