package io.aula.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.session.CookieJar;
import io.aula.gateway.session.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The front door in production, with nothing behind it that answers. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class AwayTest {
    private static final String KEY = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
    /** Looks like a token; whether it is one, only the keys could tell. */
    private static final String TOKEN = base64("{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"at+jwt\"}") + "."
            + base64("{\"iss\":\"http://localhost:8080\",\"sub\":\"usr_1\"}") + "." + base64("signature");

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    @TempDir
    static Path folder;

    @LocalServerPort
    private int port;

    @Autowired
    private CookieJar cookies;

    private final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(folder.resolve("spa/graphiql"));
        Files.writeString(folder.resolve("spa/index.html"), "<!doctype html><title>Aula</title>");
        Files.writeString(folder.resolve("spa/graphiql/index.html"), "<!doctype html><title>GraphiQL</title>");
        registry.add("server.port", () -> 0);
        registry.add("aula.profile", () -> "production");
        registry.add("aula.identity-url", () -> "http://127.0.0.1:1");
        registry.add("aula.courses-url", () -> "http://127.0.0.1:1");
        registry.add("aula.social-url", () -> "http://127.0.0.1:1");
        registry.add("aula.session-keys", () -> KEY);
        registry.add("aula.media-keys", () -> KEY);
        registry.add("aula.gateway-key", () -> "A".repeat(43));
        registry.add("aula.spa-client-secret", () -> "secret");
        registry.add(
                "aula.object-store-url", () -> folder.resolve("objects").toUri().toString());
        registry.add("aula.supergraph", () -> "../schema/supergraph.graphql");
        registry.add("aula.spa-directory", () -> folder.resolve("spa").toString());
    }

    @Test
    void signingInIsUnavailableWithAPageInTheReadersLanguageAndAWayToTryAgain() throws Exception {
        HttpResponse<String> english = browse("/session/sign-in?return_to=%2Fa%22%3E%3Cscript%3E", "en-GB,es;q=0.5");
        HttpResponse<String> spanish = browse("/auth/login", "fr, es;q=0.5");

        assertThat(english.statusCode()).isEqualTo(503);
        assertThat(english.headers().firstValue("retry-after")).contains("5");
        assertThat(english.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(english.headers().firstValue("set-cookie")).isEmpty();
        assertThat(english.body())
                .contains(
                        "<html lang=\"en\">", "Try again", "href=\"/session/sign-in?return_to=%2Fa%22%3E%3Cscript%3E\"")
                .doesNotContain("<script");
        assertThat(spanish.statusCode()).isEqualTo(503);
        assertThat(spanish.body()).contains("<html lang=\"es\">", "Reintentar", "href=\"/auth/login\"");
    }

    @Test
    void aFormThatCouldNotBeSentBeginsAgainAtItsPage() throws Exception {
        HttpResponse<String> answer = send(request("/auth/login?x=1")
                .header("accept", BROWSER)
                .POST(HttpRequest.BodyPublishers.ofString("password=hunter2")));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("href=\"/auth/login\"").doesNotContain("hunter2");
    }

    @Test
    void programsReadJson() throws Exception {
        HttpResponse<String> answer =
                send(request("/oauth2/token").POST(HttpRequest.BodyPublishers.ofString("grant_type=x")));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"error\":\"temporarily_unavailable\"");
        assertThat(send(request("/uploads/upl_1").method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void anOutageSignsNobodyOut() throws Exception {
        HttpResponse<String> renewal = send(request("/session/refresh")
                .header("cookie", cookie(0))
                .header("x-aula-csrf", "1")
                .POST(HttpRequest.BodyPublishers.noBody()));
        HttpResponse<String> graph = send(request("/graphql")
                .header("cookie", cookie(600))
                .header("x-aula-csrf", "1")
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ __typename }\"}")));

        assertThat(renewal.statusCode()).isEqualTo(503);
        assertThat(renewal.headers().firstValue("set-cookie")).isEmpty();
        assertThat(graph.statusCode()).isEqualTo(503);
        assertThat(graph.body()).contains("UNAVAILABLE").doesNotContain("UNAUTHENTICATED");
        for (HttpResponse<String> away : List.of(renewal, graph)) {
            assertThat(away.headers().firstValue("retry-after")).isPresent();
        }
    }

    @Test
    void inProductionStrangersSeeNeitherTheSchemaNorGraphiQl() throws Exception {
        HttpResponse<String> schema = send(request("/graphql")
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ __schema { types { name } } }\"}")));

        assertThat(schema.body()).contains("INTROSPECTION_DISABLED").doesNotContain("types");
        for (String path : new String[] {"/graphiql", "/graphiql/", "/graphiql/index.html", "/./graphiql/"}) {
            assertThat(send(request(path)).statusCode()).as(path).isEqualTo(404);
            assertThat(send(request(path).header("cookie", cookie(600))).body())
                    .as(path)
                    .contains("<title>GraphiQL</title>");
        }
        assertThat(send(request("/courses")).body()).contains("<title>Aula</title>");
    }

    @Test
    void nothingOfTheInnerStateIsTold() throws Exception {
        assertThat(send(request("/actuator/health")).body())
                .doesNotContain("components")
                .doesNotContain("details");
        for (String path :
                new String[] {"/actuator", "/actuator/env", "/actuator/metrics", "/actuator/gateway/routes"}) {
            assertThat(send(request(path)).statusCode()).as(path).isEqualTo(404);
        }
    }

    /** Whoever says that we are called otherwise is answered as everybody; no address in any answer is made of what they say. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "EVIL.example:8443",
                "localhost.evil.example",
                "evil.example.:1",
                "[2001:db8::666]"
            })
    void noLinkIsBuiltFromTheHostOfARequest(String host) throws Exception {
        for (String path : List.of(
                "/",
                "/courses/x",
                "/session/sign-in?return_to=%2F",
                "/session/sign-up",
                "/session/callback?code=x&state=y",
                "/auth/login",
                "/oauth2/authorize?client_id=aula-spa",
                "/.well-known/openid-configuration",
                "/uploads/upl_1",
                "/media/vid_1/1/master.m3u8",
                "/graphql?query=%7B__typename%7D",
                "/nowhere.js")) {
            String answer = raw("GET " + path + " HTTP/1.1\r\nhost: " + host + "\r\naccept: " + BROWSER
                    + "\r\nx-forwarded-host: " + host + "\r\nforwarded: host=\"" + host
                    + "\"\r\nx-forwarded-proto: ftp\r\nconnection: close\r\n\r\n");
            assertThat(answer).as(path).startsWith("HTTP/1.1 ").doesNotContain("ftp:");
            assertThat(answer.toLowerCase(Locale.ROOT)).as(path).doesNotContain("evil", "2001:db8");
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String cookie(long seconds) {
        String cookie =
                cookies.write(new Session(TOKEN, "refresh", Instant.now().plusSeconds(seconds)));
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> browse(String path, String languages) throws Exception {
        return send(request(path).header("accept", BROWSER).header("accept-language", languages));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
