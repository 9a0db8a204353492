package io.aula.gateway.policy.auth;

import java.util.Optional;

/** Whether a request may come in, and on whose behalf. */
public sealed interface Admission {

    /** Go on with this {@code authorization} header, if any. */
    record Forward(Optional<String> authorization) implements Admission {}

    record Refused(int status, String code, String message) implements Admission {}
}
