package io.aula.identity.integrator;

import java.time.Instant;

/**
 * Token requests of a client that were refused for one reason.
 *
 * @param error the protocol's code, for example {@code invalid_grant}
 */
public record TokenRefusal(String error, long times, Instant lastAt) {}
