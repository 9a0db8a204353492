package io.aula.identity.authserver;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Refusals that programs read: a status and {@code {"error": …}} (RFC 6749 §5.2, RFC 6750 §3). */
final class ProtocolAnswer {
    private ProtocolAnswer() {}

    /** {@code code} is one of the specifications' error codes: letters and underscores, hence safe in JSON as it is. */
    static void send(HttpServletResponse response, int status, String code) throws IOException {
        byte[] body = ("{\"error\":\"" + code + "\"}").getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static void unknownClient(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"aula\"");
        send(response, HttpServletResponse.SC_UNAUTHORIZED, "invalid_client");
    }

    static void unknownToken(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"aula\", error=\"invalid_token\"");
        send(response, HttpServletResponse.SC_UNAUTHORIZED, "invalid_token");
    }
}
