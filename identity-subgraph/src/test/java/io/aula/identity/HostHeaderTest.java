package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway passes on what a request calls us; it is nobody's address. */
@RunningIdentity.Test
class HostHeaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "EVIL.example:8443", "localhost:8080.evil.example", "[2001:db8::666]:1"})
    void noPageRedirectOrDocumentIsBuiltFromIt(String host) throws Exception {
        for (String path : List.of(
                "/auth/login",
                "/auth/sign-up",
                "/auth/confirm?token=none",
                "/auth/device",
                "/auth/no-such-page",
                "/oauth2/authorize?client_id=nobody",
                Browser.authorize("aula-spa", Gateway.REDIRECT, "openid"),
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server",
                "/oauth2/jwks",
                "/userinfo",
                "/graphql")) {
            String answer = get(path, host);
            assertThat(answer).as(path).startsWith("HTTP/1.1 ");
            assertThat(answer.toLowerCase(Locale.ROOT)).as(path).doesNotContain("evil", "2001:db8");
        }
    }

    @Test
    void discoveryNamesUsAsWeAreCalledOutside() throws Exception {
        assertThat(get("/.well-known/openid-configuration", "evil.example"))
                .contains("\"issuer\":\"" + RunningIdentity.ISSUER + "\"")
                .contains("\"token_endpoint\":\"" + RunningIdentity.ISSUER + "/oauth2/token\"");
    }

    private static String get(String path, String host) throws IOException {
        URI base = URI.create(RunningIdentity.base());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            String request = "GET " + path + " HTTP/1.1\r\nhost: " + host
                    + "\r\naccept: text/html,application/json\r\nconnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
