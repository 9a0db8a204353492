package io.aula.devstack.cli;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.StackEnvironment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a command asks of one service, behind the door.
 *
 * @param command its name in {@code bin/}
 */
record InternalAct(String command, String service, String path) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * The service's answer.
     *
     * @throws SetupFailure when it does not answer within half a minute, or refuses
     */
    JsonNode carriedOut(StackEnvironment environment) {
        String base = environment.variables().get("AULA_" + service.toUpperCase(Locale.ROOT) + "_URL");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new SetupFailure(command + ": " + service + " answers " + response.statusCode() + "; bin/logs "
                        + service + " says why");
            }
            return JsonMapper.builder().build().readTree(response.body());
        } catch (IOException e) {
            throw new SetupFailure(command + ": " + service + " does not answer; bin/start " + service, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupFailure(command + ": interrupted", e);
        }
    }
}
