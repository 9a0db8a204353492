package io.aula.devstack.stripe.wire;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Ledger;
import io.aula.devstack.stripe.ledger.LedgerFull;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** {@code /v1}: key, version, idempotency key, one change to the ledger, and the answer in Stripe's shape. */
public final class Api implements HttpHandler {

    public static final String VERSION = Work.API_VERSION;

    private static final System.Logger LOG = System.getLogger(Api.class.getName());
    private static final int MAX_BODY_BYTES = 256 * 1024;

    private final Ledger ledger;
    private final Credentials credentials;
    private final Routes routes;
    private final Outages outages;
    private final String base;
    private final Answers answers = new Answers();

    /** @param base the double's own address, which links in objects begin with */
    public Api(Ledger ledger, String secretKey, Routes routes, Outages outages, String base) {
        this.base = base;
        this.ledger = ledger;
        this.credentials = new Credentials(secretKey);
        this.routes = routes;
        this.outages = outages;
    }

    /** A request as it was read, before anything was made of it. */
    private record Received(String id, String method, String path, String fields, String key) {

        /** What must be the same under the same key. */
        String fingerprint() {
            return method + " " + path + "?" + fields;
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Headers asked = exchange.getRequestHeaders();
        Received received = new Received(
                "req_" + Work.random(14),
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                fields(exchange),
                header(asked, "Idempotency-Key"));
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Request-Id", received.id());
        headers.set("Stripe-Version", VERSION);
        if (!received.key().isEmpty()) {
            headers.set("Idempotency-Key", received.key());
        }
        Answer answer = outages.isUnavailable() ? unavailable() : answer(received, asked, headers);
        if (received.method().equals("POST") && outages.isAnswerLost()) {
            exchange.close();
            return;
        }
        byte[] bytes = Json.text(answer.body().node()).replace("{double}", base).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private Answer answer(Received received, Headers asked, Headers headers) {
        try {
            credentials.require(asked.getFirst("Authorization"));
            requireVersion(header(asked, "Stripe-Version"));
            requireSize(received.fields());
            String key = received.method().equals("POST") ? received.key() : "";
            answers.hold(key);
            try {
                outages.pause();
                return ledger.transact(work -> carryOut(work, received, key, headers));
            } catch (StripeFailure failure) {
                Answer refused = new Answer(failure.status(), failure.body());
                if (failure.isRemembered()) {
                    ledger.transact(work -> answers.remember(work, key, received.fingerprint(), refused));
                }
                return refused;
            } finally {
                answers.release(key);
            }
        } catch (StripeFailure failure) {
            return new Answer(failure.status(), failure.body());
        } catch (LedgerFull full) {
            return failed(400, "invalid_request_error", String.valueOf(full.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, received.method() + " " + received.path() + " failed", e);
            return failed(500, "api_error", "The double failed: " + e);
        }
    }

    private Answer carryOut(Work work, Received received, String key, Headers headers) {
        Optional<Answer> earlier = answers.earlier(work, key, received.fingerprint());
        if (earlier.isPresent()) {
            headers.set("Idempotent-Replayed", "true");
            return earlier.get();
        }
        work.causedBy(received.id(), received.key());
        Routes.Match match = routes.find(received.method(), received.path())
                .orElseThrow(() -> StripeFailure.of(
                        404,
                        "invalid_request_error",
                        "",
                        "Unrecognized request URL (" + received.method() + ": " + received.path()
                                + "). Stripe may know it; this double does not.",
                        ""));
        Form form = Form.parse(received.fields());
        List<String> expand = form.texts("expand");
        Answer plain = match.handler().apply(new Call(work, received.path(), match.ids(), form));
        form.requireAllRead();
        Answer answer = new Answer(plain.status(), Resource.of(new Expansion(work).apply(plain.body(), expand)));
        answers.remember(work, key, received.fingerprint(), answer);
        return answer;
    }

    private static void requireVersion(String version) {
        if (!version.isEmpty() && !version.equals(VERSION)) {
            throw StripeFailure.invalid(
                    "Invalid Stripe API version: " + version + ". This double speaks " + VERSION + " only.", "");
        }
    }

    private static Answer unavailable() {
        return failed(503, "api_error", "The double was told to be unavailable.");
    }

    private static Answer failed(int status, String type, String message) {
        StripeFailure failure = StripeFailure.of(status, type, "", message, "");
        return new Answer(status, failure.body());
    }

    /** Of a body that is too large only so much as shows that it is. */
    private static String fields(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        try (InputStream body = exchange.getRequestBody()) {
            String text = new String(body.readNBytes(MAX_BODY_BYTES + 1), StandardCharsets.UTF_8);
            return query == null ? text : text.isEmpty() ? query : query + "&" + text;
        }
    }

    private static void requireSize(String fields) {
        if (fields.length() > MAX_BODY_BYTES) {
            throw StripeFailure.of(
                    413, "invalid_request_error", "", "A request holds at most " + MAX_BODY_BYTES + " bytes.", "");
        }
    }

    private static String header(Headers headers, String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value;
    }
}
