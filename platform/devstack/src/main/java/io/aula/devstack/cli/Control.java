package io.aula.devstack.cli;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.StackEnvironment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The line to a running supervisor. */
final class Control {

    /** A start may be a slow one. */
    private static final Duration PATIENCE = Duration.ofMinutes(11);

    private final StackEnvironment environment;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    Control(StackEnvironment environment) {
        this.environment = environment;
    }

    String ask(String path) {
        try {
            Path token = environment.home().run().resolve("control.token");
            if (!Files.exists(token)) {
                throw notRunning(null);
            }
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + environment.ports().control() + "/" + path))
                    .header("x-aula-token", Files.readString(token))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new SetupFailure(response.body().strip());
            }
            return response.body();
        } catch (IOException e) {
            throw notRunning(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupFailure("interrupted", e);
        }
    }

    boolean isRunning() {
        try {
            ask("phase");
            return true;
        } catch (SetupFailure e) {
            return false;
        }
    }

    private SetupFailure notRunning(@org.jspecify.annotations.Nullable Throwable cause) {
        String line = "nothing runs for AULA_PORT=" + environment.ports().gateway() + " in "
                + environment.home().root() + "; bin/up starts it";
        return cause == null ? new SetupFailure(line) : new SetupFailure(line, cause);
    }
}
