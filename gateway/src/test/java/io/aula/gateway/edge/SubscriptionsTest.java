package io.aula.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aula.gateway.edge.GatewaySettings.Endpoints;
import io.aula.gateway.subgraph.SubgraphEndpoint.Streaming;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String ASK = "subscription { reviewAdded { body author { name } } }";
    private static final String EVENT = "{\"data\":{\"reviewAdded\":{\"body\":\"a\",\"author\":{\"name\":\"Ana\"}}}}";
    private static FakeSubgraph users;
    private static FakeSubgraph reviews;
    private static StandaloneGateway gateway;
    private static StandaloneGateway front;

    @BeforeAll
    static void start() throws IOException {
        users = new FakeSubgraph(body -> "{\"data\":{\"_entities\":[{\"name\":\"Ana\"}]}}");
        reviews = new FakeSubgraph(body -> """
                event: next
                data: {"data":{"reviewAdded":{"body":"a","author":{"__typename":"User","id":"1"}}}}

                """ + (body.contains("mood") ? "" : "event: complete\ndata:\n\n"));
        var supergraph = Path.of("src/test/resources/execution/supergraph.graphql");
        var urls = Map.of("users", users.url(), "reviews", reviews.url());
        gateway = start(supergraph, new Endpoints(urls, Map.of(), Map.of("reviews", Streaming.SERVER_SENT_EVENTS)));
        // The first gateway is the second one's subgraph, and streams to it over WebSocket.
        var behind = URI.create("http://127.0.0.1:" + gateway.port() + "/graphql");
        front = start(supergraph, new Endpoints(Map.of("users", users.url(), "reviews", behind), Map.of(), Map.of()));
    }

    private static StandaloneGateway start(Path supergraph, Endpoints endpoints) {
        var defaults = GatewaySettings.defaults(supergraph);
        var settings = new GatewaySettings(
                supergraph,
                endpoints,
                defaults.tokens(),
                defaults.authenticator(),
                defaults.switches(),
                defaults.bounds(),
                defaults.origins(),
                defaults.documents());
        return StandaloneGateway.start(settings, new InetSocketAddress("127.0.0.1", 0));
    }

    @AfterAll
    static void stop() {
        front.close();
        gateway.close();
        users.close();
        reviews.close();
    }

    @Test
    void completesEachEventWithEntitiesAndSendsItAsAServerSentEvent() throws Exception {
        var body = stream("text/event-stream", ASK);
        assertThat(body).isEqualTo("event: next\ndata: " + EVENT + "\n\nevent: complete\ndata:\n\n");
    }

    @Test
    void whoReadsEventsTooIsSentThoseWhereASubscriptionHasNothingElse() throws Exception {
        var body = stream("application/json, text/event-stream", ASK);
        assertThat(body).isEqualTo("event: next\ndata: " + EVENT + "\n\nevent: complete\ndata:\n\n");
    }

    @Test
    void sendsEventsAsPartsOfAMultipartAnswer() throws Exception {
        var body = stream("multipart/mixed; subscriptionSpec=1.0", ASK);
        assertThat(body).contains("{\"payload\":" + EVENT + "}").endsWith("--graphql--\r\n");
    }

    @Test
    void tellsTheClientWhenTheSubgraphGoesAway() throws Exception {
        var body = stream("text/event-stream", "subscription { reviewAdded { body mood author { name } } }");
        assertThat(body).contains("SUBGRAPH_UNAVAILABLE").endsWith("event: complete\ndata:\n\n");
    }

    @Test
    void streamsOverWebSocketOnBothSides() throws Exception {
        var messages = new Messages();
        var socket = open(front, messages, "http://127.0.0.1:" + front.port());
        var init =
                "{\"type\":\"connection_init\",\"payload\":{\"authorization\":\"Bearer t\",\"accept-language\":\"gl, es;q=0.5\"}}";
        socket.sendText(init, true);
        assertThat(messages.next()).isEqualTo("{\"type\":\"connection_ack\"}");
        socket.sendText("{\"id\":\"7\",\"type\":\"subscribe\",\"payload\":{\"query\":\"" + ASK + "\"}}", true);
        assertThat(messages.next()).isEqualTo("{\"id\":\"7\",\"type\":\"next\",\"payload\":" + EVENT + "}");
        assertThat(messages.next()).isEqualTo("{\"id\":\"7\",\"type\":\"complete\"}");
        assertThat(reviews.authorizations).contains("Bearer t");
        // Through both gateways, to where the events come from and to what completes them.
        assertThat(reviews.languages).contains("gl, es;q=0.5");
        assertThat(users.languages).contains("gl, es;q=0.5");
        socket.abort();
    }

    @Test
    void aLanguageThatIsNoneIsRefusedBeforeItIsAnybodysHeader() throws Exception {
        for (var language : List.of("es\\r\\nx-user-id: usr_1", "e\\u0000s", "\u00f1", "x".repeat(257))) {
            var messages = new Messages();
            var socket = open(gateway, messages, "http://127.0.0.1:" + gateway.port());
            socket.sendText(
                    "{\"type\":\"connection_init\",\"payload\":{\"accept-language\":\"" + language + "\"}}", true);
            assertThat(messages.next()).as(language).isEqualTo("closed 4400");
        }
    }

    @Test
    void keepsTheDocumentLimitsOnSockets() throws Exception {
        var messages = new Messages();
        var socket = open(gateway, messages, "http://127.0.0.1:" + gateway.port());
        socket.sendText("{\"type\":\"connection_init\"}", true);
        messages.next();
        var query = "{ __typename " + "@a".repeat(10_000) + " }";
        socket.sendText("{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"" + query + "\"}}", true);
        assertThat(messages.next()).contains("\"type\":\"error\"").contains("DOCUMENT_LIMIT_EXCEEDED");
        socket.abort();
    }

    @Test
    void closesASocketThatSubscribesBeforeItIsInitialised() throws Exception {
        var messages = new Messages();
        var socket = open(gateway, messages, "http://127.0.0.1:" + gateway.port());
        socket.sendText("{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"{ __typename }\"}}", true);
        assertThat(messages.next()).isEqualTo("closed 4401");
    }

    @Test
    void refusesASocketFromAnotherSitesPage() {
        assertThatThrownBy(() -> open(gateway, new Messages(), "https://evil.example"))
                .hasMessageContaining("WebSocketHandshakeException");
    }

    private static String stream(String accept, String query) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/graphql"))
                .header("content-type", "application/json")
                .header("accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + query + "\"}"))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static WebSocket open(StandaloneGateway to, Messages messages, String origin) throws Exception {
        return CLIENT.newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .header("origin", origin)
                .buildAsync(URI.create("ws://127.0.0.1:" + to.port() + "/graphql"), messages)
                .get(10, TimeUnit.SECONDS);
    }
}
