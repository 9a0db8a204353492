package io.aula.devstack.testing;

import io.aula.devstack.process.Wait;
import io.aula.devstack.service.Sockets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** A service once more, in a process of its own on the stores of the tests, so that it can be killed, or ends at a named point as if it were. */
public final class ChildService implements AutoCloseable {
    /** As long as a start may take on a busy machine. */
    public static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int KILLED = 137;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;
    private final int port;

    private ChildService(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Called with the port that the service is to have. */
    @FunctionalInterface
    public interface Settings {
        Map<String, Object> at(int port);
    }

    /**
     * Nobody waits until it is there: it may be at its point before anybody could ask.
     *
     * @param main a class of the test's own class path
     * @param crashAt the point at which it ends itself; empty for none
     */
    public static ChildService start(Class<?> main, String crashAt, Settings settings) throws IOException {
        int port = Sockets.free();
        Path log = Files.createTempFile("child-", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, Object> all = new HashMap<>(settings.at(port));
        all.put("server.port", port);
        builder.environment().put("SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(all));
        builder.environment().put("CRASH_AT", crashAt);
        return new ChildService(builder.start(), log, port);
    }

    /** One that does not come is ended, for nobody else knows of it. */
    public ChildService whenItIsThere() {
        boolean isLate = !Wait.until(PATIENCE, () -> !process.isAlive() || isThere());
        if (isLate || !process.isAlive()) {
            close();
            throw new IllegalStateException("it did not start: " + log());
        }
        return this;
    }

    private boolean isThere() {
        try {
            HttpRequest request = HttpRequest.newBuilder(at("/actuator/health/liveness"))
                    .timeout(ANSWER)
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Whether it has ended at its point by then, and not by an error. */
    public boolean isKilledWithin(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == KILLED;
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException gone) {
            return "no log";
        }
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
