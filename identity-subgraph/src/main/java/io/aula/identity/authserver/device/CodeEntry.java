package io.aula.identity.authserver.device;

import java.time.Duration;
import java.util.Set;

/** What a code that somebody typed turned out to be. */
public sealed interface CodeEntry {
    /** A device waits under it for somebody to decide, and wants to do this. */
    record Waiting(UserCode code, String clientId, Set<String> scopes) implements CodeEntry {
        public Waiting {
            scopes = Set.copyOf(scopes);
        }
    }

    /** No device shows it, or it was decided on already. */
    record Wrong() implements CodeEntry {}

    /** The device has a new one by now. */
    record Expired() implements CodeEntry {}

    record Throttled(Duration remaining) implements CodeEntry {}
}
