package io.aula.gateway.executor;

import java.util.Optional;

/**
 * The few headers of a caller that subgraphs get to see; {@code clientAddress} goes along only with what changes something and with
 * what nobody signed in for. Equal queries of different callers may be one, which then says where the first of them is.
 */
public record CallerHeaders(
        Optional<String> authorization,
        Optional<String> acceptLanguage,
        Optional<String> traceparent,
        Optional<String> clientAddress) {

    /** Where the caller is, with a proof that we say so. */
    public static final String CLIENT_ADDRESS = "aula-client-address";

    public CallerHeaders(
            Optional<String> authorization, Optional<String> acceptLanguage, Optional<String> traceparent) {
        this(authorization, acceptLanguage, traceparent, Optional.empty());
    }

    public static CallerHeaders none() {
        return new CallerHeaders(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public CallerHeaders withAuthorization(String value) {
        return new CallerHeaders(Optional.of(value), acceptLanguage, traceparent, clientAddress);
    }

    public CallerHeaders withAcceptLanguage(String value) {
        return new CallerHeaders(authorization, Optional.of(value), traceparent, clientAddress);
    }
}
