package io.aula.devstack.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Price;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A double with Stripe's own client at it, and a browser without script at its pages. */
final class Desk implements AutoCloseable {

    static final String KEY = "sk_test_desk";
    static final String WEBHOOK_SECRET = "whsec_desk";
    static final String OK = "4242424242424242";
    static final String DECLINED = "4000000000000002";
    static final String NO_FUNDS = "4000000000009995";
    static final String ASKS = "4000002500003155";
    static final String FAILS_LATER = "4000000000000341";

    private final StripeDouble stripe;
    private final StripeClient client;
    private final HttpClient browser = HttpClient.newHttpClient();

    private Desk(StripeDouble stripe) {
        this.stripe = stripe;
        this.client = client(KEY);
    }

    static Desk open(Path folder) throws IOException {
        return open(folder, Optional.empty());
    }

    static Desk open(Path folder, Optional<URI> webhook) throws IOException {
        StripeDouble.Settings settings =
                new StripeDouble.Settings(0, folder.resolve("ledger.jsonl"), KEY, List.of(WEBHOOK_SECRET), webhook);
        return new Desk(StripeDouble.start(settings, Clock.systemUTC()));
    }

    StripeClient.StripeClientBuilder builder(String key) {
        return StripeClient.builder().setApiKey(key).setApiBase(base()).setMaxNetworkRetries(0);
    }

    StripeClient client(String key) {
        return builder(key).build();
    }

    com.stripe.service.V1Services v1() {
        return client.v1();
    }

    String base() {
        return "http://127.0.0.1:" + stripe.port();
    }

    Customer customer(String email) throws StripeException {
        return v1().customers()
                .create(CustomerCreateParams.builder()
                        .setEmail(email)
                        .setName("Ana García")
                        .build());
    }

    Price price(long cents) throws StripeException {
        return v1().prices()
                .create(PriceCreateParams.builder()
                        .setProduct(product("Acuarela"))
                        .setCurrency("eur")
                        .setUnitAmount(cents)
                        .build());
    }

    Price monthly(long cents) throws StripeException {
        return recurring(cents, PriceCreateParams.Recurring.Interval.MONTH);
    }

    Price yearly(long cents) throws StripeException {
        return recurring(cents, PriceCreateParams.Recurring.Interval.YEAR);
    }

    private Price recurring(long cents, PriceCreateParams.Recurring.Interval interval) throws StripeException {
        return v1().prices()
                .create(PriceCreateParams.builder()
                        .setProduct(product("Aula entera"))
                        .setCurrency("eur")
                        .setUnitAmount(cents)
                        .setRecurring(PriceCreateParams.Recurring.builder()
                                .setInterval(interval)
                                .build())
                        .build());
    }

    private String product(String name) throws StripeException {
        return v1().products()
                .create(ProductCreateParams.builder().setName(name).build())
                .getId();
    }

    static SessionCreateParams.Builder checkout(SessionCreateParams.Mode mode, String price) {
        return SessionCreateParams.builder()
                .setMode(mode)
                .setSuccessUrl("http://shop.test/done?session={CHECKOUT_SESSION_ID}")
                .setCancelUrl("http://shop.test/back")
                .setLocale(SessionCreateParams.Locale.ES)
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setPrice(price)
                        .setQuantity(1L)
                        .build());
    }

    Session begin(SessionCreateParams.Builder params) throws StripeException {
        return v1().checkout().sessions().create(params.build());
    }

    Session read(Session session) throws StripeException {
        return v1().checkout().sessions().retrieve(session.getId());
    }

    static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    HttpResponse<String> look(String url) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> press(String url, Map<String, String> fields) throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return browser.send(
                HttpRequest.newBuilder(URI.create(url))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> pay(Session session, String card) throws IOException, InterruptedException {
        return press(session.getUrl(), card(card, "pay"));
    }

    static Map<String, String> card(String number, String action) {
        return Map.of(
                "action", action,
                "card_number", number,
                "card_expiry", "12/44",
                "card_cvc", "123",
                "cardholder_name", "Ana García",
                "email", "ana@aula.test");
    }

    HttpResponse<String> control(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return press(base() + "/double/" + path, fields);
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").orElse("");
    }

    @Override
    public void close() {
        stripe.close();
    }
}
