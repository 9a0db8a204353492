package io.aula.devstack.stripe;

import com.sun.net.httpserver.HttpServer;
import io.aula.devstack.stripe.billing.StripeRoutes;
import io.aula.devstack.stripe.ledger.Ledger;
import io.aula.devstack.stripe.page.Controls;
import io.aula.devstack.stripe.page.Pages;
import io.aula.devstack.stripe.webhook.Deliveries;
import io.aula.devstack.stripe.webhook.Endpoint;
import io.aula.devstack.stripe.wire.Api;
import io.aula.devstack.stripe.wire.Outages;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A Stripe of this machine: its API under {@code /v1}, its pages, its webhooks, and under {@code /double} the controls. */
public final class StripeDouble implements AutoCloseable {

    private static final int BACKLOG = 128;

    private final HttpServer http;
    private final ExecutorService threads;
    private final Ledger ledger;
    private final Optional<Deliveries> deliveries;
    private final RealTime time;

    /**
     * @param port 0 for any that is free
     * @param file where everything it knows is kept
     * @param webhookSecrets the newest first
     * @param webhook where events go; empty for nowhere
     */
    public record Settings(int port, Path file, String secretKey, List<String> webhookSecrets, Optional<URI> webhook) {

        public Settings {
            webhookSecrets = List.copyOf(webhookSecrets);
            if (!secretKey.startsWith("sk_test_")) {
                throw new IllegalArgumentException(
                        "the secret key of a double begins with sk_test_, so that nobody gives it a real one");
            }
            if (webhook.isPresent() && webhookSecrets.isEmpty()) {
                throw new IllegalArgumentException("webhooks need a secret to be signed with");
            }
        }

        static Settings of(String port, String file, Map<String, String> environment) {
            return new Settings(
                    Integer.parseInt(port),
                    Path.of(file),
                    environment.getOrDefault("AULA_STRIPE_API_KEY", ""),
                    Arrays.stream(environment
                                    .getOrDefault("AULA_STRIPE_WEBHOOK_SECRETS", "")
                                    .split(","))
                            .filter(each -> !each.isBlank())
                            .toList(),
                    Optional.ofNullable(environment.get("AULA_STRIPE_WEBHOOK_URL"))
                            .filter(each -> !each.isBlank())
                            .map(URI::create));
        }
    }

    private StripeDouble(Settings settings, Clock clock) throws IOException {
        http = HttpServer.create(new InetSocketAddress("127.0.0.1", settings.port()), BACKLOG);
        String base = "http://127.0.0.1:" + http.getAddress().getPort();
        ledger = Ledger.open(settings.file(), clock);
        deliveries = settings.webhook()
                .map(address ->
                        new Deliveries(ledger, clock, new Endpoint(address, settings.webhookSecrets()), base).start());
        Outages outages = new Outages(clock);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        http.setExecutor(threads);
        http.createContext("/v1/", new Api(ledger, settings.secretKey(), StripeRoutes.all(), outages, base));
        http.createContext("/double", new Controls(ledger, outages, deliveries));
        http.createContext("/", new Pages(ledger, base));
        http.start();
        time = new RealTime(ledger, clock);
    }

    public static StripeDouble start(Settings settings, Clock clock) throws IOException {
        return new StripeDouble(settings, clock);
    }

    /** {@code StripeDouble PORT FILE}; keys come by the environment, where no list of processes shows them. */
    public static void main(String[] arguments) throws Exception {
        StripeDouble stripe = start(Settings.of(arguments[0], arguments[1], System.getenv()), Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(stripe::close));
        Thread.currentThread().join();
    }

    public int port() {
        return http.getAddress().getPort();
    }

    @Override
    public void close() {
        time.close();
        deliveries.ifPresent(Deliveries::close);
        http.stop(0);
        threads.shutdownNow();
        ledger.close();
    }
}
