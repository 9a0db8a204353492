package io.aula.devstack.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.devstack.service.Sockets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StripeDoubleTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void returnsWhatWasCreatedAndTheSameForTheSameKey() throws Exception {
        int port = Sockets.free();
        try (StripeDouble stripe = StripeDouble.start(port, Clock.systemUTC())) {
            assertThat(stripe).isNotNull();
            JsonNode price = post(port, "/v1/prices", "unit_amount=1900&currency=eur&product=prod_1");
            assertThat(price.get("object").asString()).isEqualTo("price");
            assertThat(price.get("unit_amount").asInt()).isEqualTo(1900);
            assertThat(post(port, "/v1/prices", "unit_amount=1900&currency=eur&product=prod_1")
                            .get("id"))
                    .isEqualTo(price.get("id"));
            assertThat(send(port, request(port, "/v1/prices/" + price.get("id").asString()))
                            .get("id"))
                    .isEqualTo(price.get("id"));
        }
    }

    @Test
    void refusesWhatItDoesNotKnowInStripesShape() throws Exception {
        int port = Sockets.free();
        try (StripeDouble stripe = StripeDouble.start(port, Clock.systemUTC())) {
            assertThat(stripe).isNotNull();
            assertThat(send(port, request(port, "/v1/refunds/re_1"))
                            .path("error")
                            .path("type")
                            .asString())
                    .isEqualTo("invalid_request_error");
        }
    }

    private static JsonNode post(int port, String path, String form) throws Exception {
        return send(
                port,
                request(port, path).header("idempotency-key", "k1").POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("authorization", "Bearer sk_test");
    }

    private static JsonNode send(int port, HttpRequest.Builder request) throws Exception {
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }
}
