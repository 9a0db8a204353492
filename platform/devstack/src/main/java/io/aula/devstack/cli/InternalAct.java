package io.aula.devstack.cli;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.StackEnvironment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a command asks of one service, behind the door.
 *
 * @param command its name in {@code bin/}
 * @param patience how long it may take
 */
record InternalAct(String command, String service, String path, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    InternalAct(String command, String service, String path) {
        this(command, service, path, PATIENCE);
    }

    /**
     * The service's answer.
     *
     * @throws SetupFailure when it does not answer in time, or refuses
     */
    JsonNode carriedOut(StackEnvironment environment) {
        return accepted(answer(environment, "POST", BodyPublishers.noBody()));
    }

    /** As above, with this as what is asked. */
    JsonNode carriedOut(StackEnvironment environment, Object body) {
        return accepted(answer(environment, "POST", BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** What the service says, as above. */
    JsonNode read(StackEnvironment environment) {
        return accepted(answer(environment, "GET", BodyPublishers.noBody()));
    }

    private JsonNode accepted(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            String why = response.statusCode() == 409
                    ? ": " + JSON.readTree(response.body()).path("problem").asString("")
                    : " answers " + response.statusCode() + "; bin/logs " + service + " says why";
            throw new SetupFailure(command + ": " + service + why);
        }
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> answer(StackEnvironment environment, String method, BodyPublisher body) {
        String base = environment.variables().get("AULA_" + service.toUpperCase(Locale.ROOT) + "_URL");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(patience)
                    .header("content-type", "application/json")
                    .method(method, body)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new SetupFailure(command + ": " + service + " does not answer; bin/start " + service, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupFailure(command + ": interrupted", e);
        }
    }
}
