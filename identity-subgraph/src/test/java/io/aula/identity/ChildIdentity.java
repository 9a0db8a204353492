package io.aula.identity;

import com.stripe.net.Webhook;
import io.aula.devstack.testing.ChildService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The service once more, in a process of its own on the same database, so that it can be killed. */
final class ChildIdentity implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ChildService child;

    private ChildIdentity(ChildService child) {
        this.child = child;
    }

    static ChildIdentity start() throws IOException {
        return start("");
    }

    /** @param crashAt the point at which it ends itself as if it were killed; empty for none */
    static ChildIdentity start(String crashAt) throws IOException {
        return new ChildIdentity(start(crashAt, true).whenItIsThere());
    }

    /** One that does what is done by itself, from its start on; nobody waits for that. */
    static ChildIdentity sweeping(String crashAt) throws IOException {
        return new ChildIdentity(start(crashAt, false));
    }

    private static ChildService start(String crashAt, boolean isLazy) throws IOException {
        return ChildService.start(IdentityApplication.class, crashAt, port -> {
            Map<String, Object> settings = new HashMap<>(RunningIdentity.settingsAt(port));
            settings.put("spring.main.lazy-initialization", isLazy);
            return settings;
        });
    }

    Browser browser() {
        return new Browser(child.at("").toString());
    }

    /** Tells it what Stripe would. @return false where no answer came: Stripe would tell it again */
    boolean told(String body) throws Exception {
        String signature = Webhook.Signature.generateSignatureHeader(body, StripeOfTests.WEBHOOK_SECRET);
        try {
            HttpRequest request = HttpRequest.newBuilder(child.at("/webhooks/stripe"))
                    .header("stripe-signature", signature)
                    .timeout(Duration.ofSeconds(20))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException killed) {
            return false;
        }
    }

    /** @see ChildService#isKilledWithin */
    boolean isKilledWithin(Duration patience) throws InterruptedException {
        return child.isKilledWithin(patience);
    }

    String log() {
        return child.log();
    }

    void kill() throws InterruptedException {
        child.kill();
    }

    @Override
    public void close() {
        child.close();
    }
}
