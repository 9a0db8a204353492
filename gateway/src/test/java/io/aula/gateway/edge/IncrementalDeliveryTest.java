package io.aula.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IncrementalDeliveryTest {

    private static final String DEFERRED =
            "{\"query\":\"{ reviews { body ... @defer(label: \\\"who\\\") { author { name } } } }\"}";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static FakeSubgraph reviews;
    private static FakeSubgraph users;
    private static StandaloneGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        reviews = new FakeSubgraph(body -> body.contains("_entities")
                ? "{\"data\":{\"_entities\":[{\"author\":{\"__typename\":\"User\",\"id\":\"u\"}}]}}"
                : "{\"data\":{\"reviews\":[{\"body\":\"fine\",\"__typename\":\"Review\",\"id\":\"r\","
                        + "\"author\":{\"__typename\":\"User\",\"id\":\"u\"}}]}}");
        users = new FakeSubgraph(body -> "{\"data\":{\"_entities\":[{\"name\":\"Ana\"}]}}");
        var settings = GatewaySettings.defaults(Path.of("src/test/resources/execution/supergraph.graphql"))
                .withEndpoints(Map.of("users", users.url(), "reviews", reviews.url()));
        gateway = StandaloneGateway.start(settings, new InetSocketAddress("127.0.0.1", 0));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        users.close();
        reviews.close();
    }

    @Test
    void sendsPartsToThoseWhoReadTheCurrentSpecification() throws Exception {
        var response = post(DEFERRED, "multipart/mixed;incrementalSpec=v0.2,application/json;q=0.9");
        assertThat(response.headers().firstValue("content-type"))
                .contains("multipart/mixed; boundary=graphql; incrementalSpec=v0.2");
        assertThat(response.body())
                .containsSubsequence(
                        "\r\n--graphql\r\n",
                        "\r\n\r\n{\"data\":{\"reviews\":[{\"body\":\"fine\"}]},\"pending\":[{\"id\":\"1\",\"path\":[\"reviews\",0],\"label\":\"who\"}],\"hasNext\":true}",
                        "\r\n--graphql\r\n",
                        "\r\n\r\n{\"incremental\":[{\"id\":\"1\",\"data\":{\"author\":{\"name\":\"Ana\"}}}],\"completed\":[{\"id\":\"1\"}],\"hasNext\":false}",
                        "\r\n--graphql--\r\n");
    }

    @Test
    void sendsPartsToThoseWhoReadTheDraftOf2022() throws Exception {
        var response = post(DEFERRED, "multipart/mixed;deferSpec=20220824, application/json");
        assertThat(response.headers().firstValue("content-type"))
                .contains("multipart/mixed; boundary=graphql; deferSpec=20220824");
        assertThat(response.body())
                .contains("{\"label\":\"who\",\"path\":[\"reviews\",0],\"data\":{\"author\":{\"name\":\"Ana\"}}}")
                .doesNotContain("pending");
    }

    @Test
    void answersWholeWhereNothingIsDeferred() throws Exception {
        var response =
                post("{\"query\":\"{ reviews { body } }\"}", "multipart/mixed;incrementalSpec=v0.2,application/json");
        assertThat(response.body())
                .contains("{\"data\":{\"reviews\":[{\"body\":\"fine\"}]},\"hasNext\":false}")
                .endsWith("\r\n--graphql--\r\n");
    }

    @Test
    void answersInOnePieceAndOneVisitLessForThoseWhoTakeJson() throws Exception {
        var before = reviews.bodies.size();
        var response = post(DEFERRED, "application/json");
        assertThat(response.body())
                .isEqualTo("{\"data\":{\"reviews\":[{\"body\":\"fine\",\"author\":{\"name\":\"Ana\"}}]}}");
        assertThat(reviews.bodies).hasSize(before + 1);
    }

    @Test
    void answersTheNextRequestOnTheSameConnection() throws Exception {
        post(DEFERRED, "multipart/mixed;incrementalSpec=v0.2");
        assertThat(post(DEFERRED, "multipart/mixed;incrementalSpec=v0.2").statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> post(String body, String accept) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/graphql"))
                .header("content-type", "application/json")
                .header("accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
