package io.aula.devstack.cli;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.StackEnvironment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** {@code bin/captions}: has the videos listened to that could not be heard, or that nobody asked for. */
final class CaptionsCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StackEnvironment environment;

    CaptionsCommand(StackEnvironment environment) {
        this.environment = environment;
    }

    String run() {
        URI address = URI.create(environment.variables().get("AULA_COURSES_URL") + "/internal/captions");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new SetupFailure(
                        "captions: courses answers " + response.statusCode() + "; bin/logs courses says why");
            }
            int asked = JsonMapper.builder()
                    .build()
                    .readTree(response.body())
                    .path("asked")
                    .asInt();
            return asked == 1 ? "1 video is listened to" : asked + " videos are listened to";
        } catch (IOException e) {
            throw new SetupFailure("captions: courses does not answer; bin/start courses", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupFailure("captions: interrupted", e);
        }
    }
}
