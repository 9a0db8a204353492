package io.aula.devstack.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import io.aula.devstack.process.Jvm;
import io.aula.devstack.process.Wait;
import io.aula.devstack.service.Sockets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTest {

    @TempDir
    Path folder;

    @Test
    void whatWasAnsweredIsThereAfterAKillAndTheRestOnceByItsKey() throws Exception {
        int port = Sockets.free();
        StripeClient client = StripeClient.builder()
                .setApiKey("sk_test_killed")
                .setApiBase("http://127.0.0.1:" + port)
                .setMaxNetworkRetries(0)
                .build();
        List<String> answered = new ArrayList<>();
        int asked = 0;
        for (int round = 0; round < 2; round++) {
            Process process = start(port);
            int enough = answered.size() + 25;
            // The last one of the round before may have been carried out without an answer: its key finds it.
            while (create(client, asked, answered)) {
                asked++;
                if (answered.size() == enough) {
                    Thread.ofVirtual().start(process::destroyForcibly);
                }
            }
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        Process last = start(port);
        try {
            while (answered.size() <= asked) {
                assertThat(create(client, asked, answered)).isTrue();
            }
            List<String> kept = new ArrayList<>();
            client.v1()
                    .customers()
                    .list(CustomerListParams.builder().setLimit(100L).build())
                    .autoPagingIterable()
                    .forEach(customer -> kept.add(customer.getId()));
            assertThat(kept.reversed()).isEqualTo(answered);
            assertThat(kept).hasSizeGreaterThan(50);
        } finally {
            last.destroyForcibly();
        }
    }

    private static boolean create(StripeClient client, int number, List<String> answered) {
        try {
            CustomerCreateParams params =
                    CustomerCreateParams.builder().setName("c" + number).build();
            answered.add(client.v1()
                    .customers()
                    .create(params, Desk.key("k" + number))
                    .getId());
            return true;
        } catch (StripeException e) {
            return false;
        }
    }

    private Process start(int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Jvm.small(64)
                        .run(
                                System.getProperty("java.class.path"),
                                StripeDouble.class.getName(),
                                String.valueOf(port),
                                folder.resolve("ledger.jsonl").toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("AULA_STRIPE_API_KEY", "sk_test_killed");
        builder.environment().remove("AULA_STRIPE_WEBHOOK_URL");
        Process process = builder.start();
        assertThat(Wait.until(Duration.ofSeconds(20), () -> Sockets.accepts(port)))
                .isTrue();
        return process;
    }
}
