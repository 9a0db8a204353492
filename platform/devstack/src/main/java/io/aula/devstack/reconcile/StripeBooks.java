package io.aula.devstack.reconcile;

import io.aula.devstack.SetupFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stripe's own lists, or those of its double: what it holds, whatever anybody was told of it. */
record StripeBooks(String base, String key) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 100;
    /** The newest ten thousand of a kind. */
    private static final int MOST_PAGES = 100;

    private static final String STRIPE = "https://api.stripe.com";

    /** Empty where no payments are taken. */
    static Optional<StripeBooks> of(Map<String, String> variables) {
        String key = variables.getOrDefault("AULA_STRIPE_API_KEY", "");
        String base = variables.getOrDefault("AULA_STRIPE_URL", "");
        return key.isBlank() ? Optional.empty() : Optional.of(new StripeBooks(base.isBlank() ? STRIPE : base, key));
    }

    /**
     * The newest first.
     *
     * @param path with its query, for example {@code subscriptions?status=all}
     */
    List<JsonNode> list(String path) {
        List<JsonNode> all = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String after = "";
            for (int page = 0; page < MOST_PAGES; page++) {
                String joint = path.contains("?") ? "&" : "?";
                JsonNode answer = ask(http, path + joint + "limit=" + PAGE + after);
                answer.path("data").forEach(all::add);
                if (!answer.path("has_more").asBoolean(false) || all.isEmpty()) {
                    return all;
                }
                after = "&starting_after=" + all.getLast().path("id").asString("");
            }
            return all;
        } catch (IOException e) {
            throw new SetupFailure("reconcile: Stripe does not answer at " + base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupFailure("reconcile: interrupted", e);
        }
    }

    private JsonNode ask(HttpClient http, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/v1/" + path))
                .header("authorization", "Bearer " + key)
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new SetupFailure("reconcile: Stripe refuses " + path + " (status " + response.statusCode()
                    + "); is AULA_STRIPE_API_KEY that of this account?");
        }
        return JsonMapper.shared().readTree(response.body());
    }
}
