package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.devstack.service.Sockets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import tools.jackson.databind.json.JsonMapper;

/** The service once more, in a process of its own on the same stores, so that it can be killed at a named point. */
final class ChildCourses implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);
    private static final int KILLED_AT_A_POINT = 137;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;
    private final int port;

    private ChildCourses(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Knows tokens as the tests do. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) {
            new SpringApplication(CoursesApplication.class, CoursesTestServer.Tokens.class).run(args);
        }
    }

    /**
     * Nobody waits until it is there: it may be at its point before anybody could ask.
     *
     * @param stores where they are, as the tests' own service has it
     */
    static ChildCourses start(String crashAt, Map<String, Object> stores) throws IOException {
        int port = Sockets.free();
        Path log = Files.createTempFile("courses", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, Object> settings = new HashMap<>(stores);
        settings.put("server.port", port);
        builder.environment().put("SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(settings));
        builder.environment().put("CRASH_AT", crashAt);
        return new ChildCourses(builder.start(), log, port);
    }

    ChildCourses whenItIsThere() throws InterruptedException {
        Instant deadline = Instant.now().plus(START);
        while (!isThere()) {
            assertThat(process.isAlive()).as(log()).isTrue();
            assertThat(Instant.now()).as(log()).isBefore(deadline);
            Thread.sleep(100);
        }
        return this;
    }

    private boolean isThere() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(at("/actuator/health/liveness"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** It has ended at its point, and not by an error. */
    void diesAtItsPoint() throws InterruptedException {
        assertThat(process.waitFor(START.toMillis(), TimeUnit.MILLISECONDS))
                .as(log())
                .isTrue();
        assertThat(process.exitValue()).as(log()).isEqualTo(KILLED_AT_A_POINT);
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException gone) {
            return "no log";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
