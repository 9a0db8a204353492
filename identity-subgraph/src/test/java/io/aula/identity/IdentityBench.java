package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How many sign-ins, refreshes and webhooks one process takes in a second, and how long the slowest hundredth waits: {@code bin/bench
 * identity}. All of it on one machine, the asking too; PostgreSQL and the Stripe double as in the tests.
 */
@RunningIdentity.Test
class IdentityBench {
    private static final int AT_ONCE = 8;
    /** One for each core: a password that waits for its hash too long is sent away, which is no figure of this. */
    private static final int SIGN_INS_AT_ONCE = 2;

    private static final Duration WARM = Duration.ofSeconds(5);
    private static final Duration TIME =
            Duration.ofSeconds(Long.parseLong(System.getenv().getOrDefault("AULA_BENCH_SECONDS", "20")));
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    private JdbcTemplate sql;

    /** One of those who ask at once, with what is theirs alone. */
    @FunctionalInterface
    private interface Asker {
        void ask() throws Exception;
    }

    @Test
    void figures() throws Exception {
        sql.execute("delete from login_throttle");
        report("sign-ins", SIGN_INS_AT_ONCE, IdentityBench::signIn);
        report("refreshes", AT_ONCE, IdentityBench::refreshing);
        report("webhooks", AT_ONCE, () -> IdentityBench::webhook);
    }

    /** From the page of sign-in to the first token, in a browser that nobody has seen before. */
    private static Asker signIn() {
        return () -> Gateway.accessToken(new Gateway(RunningIdentity.browser()).tokens("learner4@aula.test"));
    }

    private static Asker refreshing() throws Exception {
        Gateway gateway = new Gateway(RunningIdentity.browser());
        String[] token = {Gateway.refreshToken(gateway.tokens("learner4@aula.test"))};
        return () -> token[0] = Gateway.refreshToken(gateway.refresh(token[0]));
    }

    /** Genuine, new each time, and of nothing of ours: kept, answered, and looked at afterwards beside the next ones. */
    private static void webhook() throws Exception {
        String id = "evt_" + UUID.randomUUID();
        String body = """
                {"id":"%s","object":"event","type":"checkout.session.completed","created":1700000000,"livemode":false,
                 "data":{"object":{"id":"cs_test_%s","object":"checkout.session","metadata":{}}}}
                """.formatted(id, id);
        String signature = Webhook.Signature.generateSignatureHeader(
                body, StripeOfTests.WEBHOOK_SECRET, Instant.now().getEpochSecond());
        HttpResponse<Void> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(RunningIdentity.base() + "/webhooks/stripe"))
                        .header("content-type", "application/json")
                        .header("stripe-signature", signature)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static void report(String what, int atOnce, Callable<Asker> maker) throws Exception {
        List<Asker> askers = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            askers.add(maker.call());
        }
        run(askers, WARM);
        long[] nanos = run(askers, TIME);
        System.out.printf(
                "BENCH %-10s %7.1f a second, p50 %7.1f ms, p99 %7.1f ms (%d, %d at once)%n",
                what,
                nanos.length / (double) TIME.toSeconds(),
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos.length,
                atOnce);
    }

    /** @return how long each took, the shortest first */
    private static long[] run(List<Asker> askers, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Long>>> results = IntStream.range(0, askers.size())
                    .mapToObj(i -> all.submit(() -> ask(askers.get(i), end)))
                    .toList();
            List<Long> nanos = new ArrayList<>();
            for (Future<List<Long>> each : results) {
                nanos.addAll(each.get());
            }
            return nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        }
    }

    private static List<Long> ask(Asker asker, long end) throws Exception {
        List<Long> nanos = new ArrayList<>();
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            asker.ask();
            nanos.add(System.nanoTime() - begin);
        }
        return nanos;
    }
}
