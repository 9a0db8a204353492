package io.aula.identity;

import io.aula.devstack.stripe.StripeDouble;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Stripe double beside the running service, as its buyers and its staff use it: it takes no real money. */
final class StripeOfTests {
    static final String KEY = "sk_test_identity";
    static final String WEBHOOK_SECRET = "whsec_identity";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static String base = "";

    private StripeOfTests() {}

    static String start(URI webhook) throws IOException {
        StripeDouble stripe = StripeDouble.start(
                new StripeDouble.Settings(
                        0,
                        Files.createTempDirectory("stripe").resolve("state.json"),
                        KEY,
                        List.of(WEBHOOK_SECRET),
                        Optional.of(webhook)),
                Clock.systemUTC());
        base = "http://127.0.0.1:" + stripe.port();
        return base;
    }

    /** What the buyer types at the page; answers where they are sent. */
    static Optional<String> pay(String page, String card) throws Exception {
        return post(
                        URI.create(page),
                        Map.of(
                                "card_number", card,
                                "card_expiry", "12/40",
                                "card_cvc", "123",
                                "cardholder_name", "Emma",
                                "action", "pay"))
                .headers()
                .firstValue("location");
    }

    /** A button of a hosted page. @return where it leads; empty where it stays */
    static String press(String page, Map<String, String> form) throws Exception {
        HttpResponse<String> answer = post(URI.create(page), form);
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.headers().firstValue("location").orElse("");
    }

    static JsonNode delete(String path) throws Exception {
        return json(HTTP.send(request(URI.create(base + path)).DELETE().build(), HttpResponse.BodyHandlers.ofString()));
    }

    static void control(String path, Map<String, String> form) throws Exception {
        HttpResponse<String> answer = post(URI.create(base + "/double/" + path), form);
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    /** All that is due has been delivered. */
    static void delivered() throws Exception {
        control("webhooks/wait", Map.of());
    }

    static JsonNode get(String path) throws Exception {
        return json(HTTP.send(request(URI.create(base + path)).GET().build(), HttpResponse.BodyHandlers.ofString()));
    }

    static JsonNode create(String path, Map<String, String> form) throws Exception {
        return json(post(URI.create(base + path), form));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> post(URI address, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HTTP.send(
                request(address)
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).header("authorization", "Bearer " + KEY);
    }
}
