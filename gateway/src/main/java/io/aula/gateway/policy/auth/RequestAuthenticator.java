package io.aula.gateway.policy.auth;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the caller's credentials in a request; called on the event loop, so it must not wait. */
@FunctionalInterface
public interface RequestAuthenticator {

    /** The request as far as it matters here; {@code header} gives a header's first value. */
    record Request(
            String method, String target, boolean webSocket, Function<String, @Nullable String> header, Peer peer) {}

    /** Who holds the other end of the connection, if it has an address, and whom it says it speaks for: X-Forwarded-For, each line. */
    record Peer(@Nullable InetAddress address, Supplier<List<String>> forwardedFor) {}

    Admission admit(Request request);

    /** Callers bring their own bearer token. */
    static RequestAuthenticator bearer() {
        return request -> {
            var value = request.header().apply("authorization");
            return new Admission.Forward(java.util.Optional.ofNullable(value));
        };
    }
}
