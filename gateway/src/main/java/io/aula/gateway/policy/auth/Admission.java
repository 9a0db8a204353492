package io.aula.gateway.policy.auth;

import java.util.Optional;

/** Whether a request may come in, and on whose behalf. */
public sealed interface Admission {

    /** Go on with this {@code authorization} header, if any; {@code clientAddress} is what services are told of where it came from. */
    record Forward(Optional<String> authorization, Optional<String> clientAddress) implements Admission {

        public Forward(Optional<String> authorization) {
            this(authorization, Optional.empty());
        }
    }

    record Refused(int status, String code, String message) implements Admission {}
}
