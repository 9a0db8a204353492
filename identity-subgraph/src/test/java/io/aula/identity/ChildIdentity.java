package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** The service once more, in a process of its own on the same database, so that it can be killed. */
final class ChildIdentity implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);
    private static final int KILLED_AT_A_POINT = 137;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;
    private final String base;

    private ChildIdentity(Process process, Path log, String base) {
        this.process = process;
        this.log = log;
        this.base = base;
    }

    static ChildIdentity start() throws Exception {
        return start("");
    }

    /** @param crashAt the point at which it ends itself as if it were killed; empty for none */
    static ChildIdentity start(String crashAt) throws Exception {
        return start(crashAt, false);
    }

    /** One that does what is done by itself, from its start on; nobody waits for that. */
    static ChildIdentity sweeping(String crashAt) throws Exception {
        return start(crashAt, true);
    }

    private static ChildIdentity start(String crashAt, boolean isSweeping) throws Exception {
        int port = freePort();
        Path log = Files.createTempFile("identity", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IdentityApplication.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        Map<String, Object> settings = RunningIdentity.settingsAt(port);
        settings.put("spring.main.lazy-initialization", !isSweeping);
        environment.put("SPRING_APPLICATION_JSON", JsonMapper.shared().writeValueAsString(settings));
        environment.put("CRASH_AT", crashAt);
        ChildIdentity child = new ChildIdentity(builder.start(), log, "http://127.0.0.1:" + port);
        if (isSweeping) {
            return child; // It may be at its point before anybody has asked whether it is there.
        }
        try {
            child.awaitStart();
            return child;
        } catch (Exception | AssertionError notThere) {
            child.close(); // Nobody else knows of it.
            throw notThere;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart() throws Exception {
        Instant deadline = Instant.now().plus(START);
        while (!isThere()) {
            assertThat(process.isAlive()).as(log()).isTrue();
            assertThat(Instant.now()).as(log()).isBefore(deadline);
            Thread.sleep(100);
        }
    }

    private boolean isThere() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/actuator/health/liveness"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    Browser browser() {
        return new Browser(base);
    }

    /** Tells it what Stripe would. @return false where no answer came: Stripe would tell it again */
    boolean told(String body) throws Exception {
        String signature = Webhook.Signature.generateSignatureHeader(body, StripeOfTests.WEBHOOK_SECRET);
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/webhooks/stripe"))
                    .header("stripe-signature", signature)
                    .timeout(Duration.ofSeconds(20))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException killed) {
            return false;
        }
    }

    /** It has ended at its point, and not by an error. */
    boolean isKilledWithin(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == KILLED_AT_A_POINT;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException gone) {
            return "no log";
        }
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
