package io.aula.devstack.demo;

import io.aula.devstack.SetupFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody signed in, asking the public graph. */
record Person(String email, String token, URI platform, HttpClient http) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * The answer's {@code data}.
     *
     * @throws SetupFailure when the answer has errors, or a payload has user errors
     */
    JsonNode ask(String operation, Map<String, ?> variables) {
        JsonNode answer = post(JSON.writeValueAsString(Map.of("query", operation, "variables", variables)));
        JsonNode data = answer.path("data");
        for (JsonNode payload : data) {
            if (!payload.path("userErrors").isEmpty()) {
                throw refused(payload.path("userErrors"));
            }
        }
        if (answer.has("errors")) {
            throw refused(answer.path("errors"));
        }
        return data;
    }

    /** Asks for the first payload field of a mutation, such as the {@code course} of {@code createCourse}. */
    JsonNode change(String mutation, Map<String, ?> variables, String field) {
        return ask(mutation, variables).iterator().next().path(field);
    }

    private JsonNode post(String body) {
        HttpRequest request = HttpRequest.newBuilder(platform.resolve("/graphql"))
                .timeout(PATIENCE)
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (!response.body().startsWith("{")) {
                throw new SetupFailure("demo: the graph answered " + response.statusCode() + " to " + email);
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new SetupFailure("demo: the graph does not answer " + email + "; see bin/logs gateway", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupFailure("demo: interrupted", e);
        }
    }

    private SetupFailure refused(JsonNode errors) {
        return new SetupFailure("demo: " + email + " was refused: " + errors);
    }
}
