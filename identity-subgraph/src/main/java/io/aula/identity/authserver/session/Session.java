package io.aula.identity.authserver.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A browser in which a person is signed in. */
record Session(
        String id,
        @Nullable String device,
        @Nullable String network,
        Instant createdAt,
        Instant lastSeenAt,
        boolean isCurrent) {}
