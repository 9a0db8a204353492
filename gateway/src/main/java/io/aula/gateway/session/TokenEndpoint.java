package io.aula.gateway.session;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The authorization server's token and revocation endpoints (RFC 6749 §3.2, RFC 7009), at its private address. */
public final class TokenEndpoint {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(8);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final JsonMapper json = JsonMapper.shared();
    private final URI identityUrl;
    private final ClientCredentials client;
    private final Clock clock;

    public TokenEndpoint(URI identityUrl, ClientCredentials client, Clock clock) {
        this.identityUrl = identityUrl;
        this.client = client;
        this.clock = clock;
    }

    /** The gateway's own registration at the authorization server. */
    public record ClientCredentials(String id, String secret, URI redirectUri) {}

    /** What the endpoint said. */
    sealed interface Answer {
        record Granted(Session session, @Nullable String idToken) implements Answer {}

        /** The code or token is not good, now or ever again. */
        record Refused(String reason) implements Answer {}

        /** Nobody answered in time; the token may still be good. */
        record Unreachable(String reason) implements Answer {}
    }

    Answer exchange(String code, String verifier) {
        return ask(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "code_verifier",
                verifier,
                "redirect_uri",
                client.redirectUri().toString()));
    }

    Answer refresh(String refreshToken) {
        return ask(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    /** Whether the token and all its family are worth nothing from now on; they also are if they were before (RFC 7009 §2.2). */
    boolean revoke(String refreshToken) {
        Map<String, String> form = Map.of("token", refreshToken, "token_type_hint", "refresh_token");
        return status(post("/oauth2/revoke", form)) == 200;
    }

    /** Whether the authorization server is there and ready, so that it makes sense to send somebody to its pages. */
    public boolean isReady() {
        HttpRequest question = HttpRequest.newBuilder(identityUrl.resolve("/actuator/health/readiness"))
                .timeout(CONNECT)
                .build();
        return status(question) == 200;
    }

    /** 0 if nobody answered in time. */
    private int status(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private Answer ask(Map<String, String> form) {
        try {
            HttpResponse<String> answer = http.send(post("/oauth2/token", form), HttpResponse.BodyHandlers.ofString());
            JsonNode body = json.readTree(answer.body());
            // Anything but this, such as a wrong secret of ours or a throttle, says nothing of the code or the token.
            if (answer.statusCode() == 400 && body.path("error").asString("").equals("invalid_grant")) {
                return new Answer.Refused("invalid_grant");
            }
            if (answer.statusCode() != 200) {
                return new Answer.Unreachable("the token endpoint answered " + answer.statusCode());
            }
            return new Answer.Granted(
                    new Session(
                            body.path("access_token").asString(),
                            body.path("refresh_token").asString(""),
                            clock.instant().plusSeconds(body.path("expires_in").asLong(0))),
                    body.path("id_token").asString(null));
        } catch (IOException | JacksonException e) {
            return new Answer.Unreachable(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Unreachable("interrupted");
        }
    }

    private HttpRequest post(String path, Map<String, String> form) {
        Map<String, String> ordered = new LinkedHashMap<>(form);
        String body = ordered.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        String basic = Base64.getEncoder()
                .encodeToString((encode(client.id()) + ":" + encode(client.secret())).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(identityUrl.resolve(path))
                .timeout(ANSWER)
                .header("authorization", "Basic " + basic)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
