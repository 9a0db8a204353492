package io.aula.identity.authserver.session;

import java.time.Duration;

/** How typing the password again ended. */
sealed interface Proof {
    record Right() implements Proof {}

    record Wrong() implements Proof {}

    record Throttled(Duration remaining) implements Proof {}
}
