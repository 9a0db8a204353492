package io.aula.social;

import io.aula.devstack.testing.TestMongo;
import io.aula.devstack.testing.TestNeo4j;
import io.aula.devstack.testing.TestRabbit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on real stores and a real broker, spoken to over HTTP; one for all tests of the module. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        classes = {SocialApplication.class, SocialTestServer.Tokens.class})
public abstract class SocialTestServer {
    protected static final String ANA = "usr_01DEMOLEARNER000000000001";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_NANOS = 90_000_000_000L;

    @LocalServerPort
    private int port;

    @Autowired
    protected JsonMapper json;

    @DynamicPropertySource
    static void stores(DynamicPropertyRegistry properties) {
        properties.add("spring.mongodb.uri", () -> TestMongo.uri("aula_social_test"));
        properties.add("spring.neo4j.uri", TestNeo4j::uri);
        properties.add("spring.rabbitmq.addresses", TestRabbit::uri);
        properties.add("aula.also-seen.every", () -> "300ms");
    }

    /** A token in tests is the user's id; the signature is the platform's business and tested there. */
    @TestConfiguration
    static class Tokens {
        @Bean
        JwtDecoder decoder() {
            return token -> Jwt.withTokenValue(token)
                    .header("alg", "none")
                    .subject(token)
                    .claim("scope", List.of("community:read", "community:write"))
                    .claim("roles", List.of("LEARNER"))
                    .expiresAt(Instant.now().plusSeconds(600))
                    .build();
        }
    }

    /** Runs an operation as this person, or as nobody, in English. */
    protected JsonNode graphql(@Nullable String userId, String query, Map<String, ?> variables) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("content-type", "application/json")
                .header("accept", "application/json")
                .header("accept-language", "en");
        if (userId != null) {
            request.header("authorization", "Bearer " + userId);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(
                        json.writeValueAsString(Map.of("query", query, "variables", variables))))
                .build());
    }

    protected JsonNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build());
    }

    private JsonNode send(HttpRequest request) {
        try {
            return json.readTree(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected static void eventually(Supplier<Boolean> holds) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!holds.get()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("It did not come true in time");
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
