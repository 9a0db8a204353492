package io.aula.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.edge.GatewaySettings.Endpoints;
import io.aula.gateway.edge.GatewaySettings.Switches;
import io.aula.gateway.subgraph.SubgraphEndpoint.Streaming;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A subgraph says more of its faults than callers may know, on every way an answer can leave. */
class MaskingTest {

    private static final Path SUPERGRAPH = Path.of("src/test/resources/execution/supergraph.graphql");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String SECRETS = "\"message\":\"jdbc:postgresql://db/aula?password=hunter2\\nforged line\","
            + "\"extensions\":{\"code\":\"DATA_ACCESS\",\"token\":\"s3cret\",\"exception\":{\"stacktrace\":[\"at io.aula.Secret\"]}}";
    private static final String KNOWN = "\"message\":\"No such review.\",\"extensions\":{\"code\":\"NOT_FOUND\","
            + "\"missingScopes\":[\"a:b\"],\"token\":\"s3cret\",\"stacktrace\":[\"at io.aula.Secret\"],\"debug\":{\"x\":1},\"classification\":\"C\"}";
    private static FakeSubgraph reviews;
    private static FakeSubgraph users;
    private static StandaloneGateway gateway;
    private static StandaloneGateway open;
    private static StandaloneGateway refusing;
    private static StandaloneGateway front;
    private static volatile String fault = SECRETS;

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger("io.aula.gateway.executor.MaskedErrors");
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeAll
    static void start() throws IOException {
        reviews = new FakeSubgraph(MaskingTest::reviews);
        users = new FakeSubgraph(body -> "{\"data\":{\"_entities\":[null]},\"errors\":[{" + fault
                + ",\"path\":[\"_entities\",0,\"name\",{\"password\":\"hunter2\"}]}]}");
        var endpoints = new Endpoints(
                Map.of("users", users.url(), "reviews", reviews.url()),
                Map.of(),
                Map.of("reviews", Streaming.SERVER_SENT_EVENTS));
        gateway = start(endpoints, new Switches(true, false));
        open = StandaloneGateway.start(
                settings(endpoints, new Switches(true, false)).withErrorsOf(Set.of("reviews", "users")),
                new InetSocketAddress("127.0.0.1", 0));
        refusing = start(endpoints, new Switches(true, true));
        var behind = URI.create("http://127.0.0.1:" + refusing.port() + "/graphql");
        front = start(
                new Endpoints(Map.of("users", users.url(), "reviews", behind), Map.of(), Map.of()),
                new Switches(true, false));
    }

    private static String reviews(String body) {
        if (body.contains("subscription")) {
            return "event: next\ndata: {\"data\":{\"reviewAdded\":null},\"errors\":[{" + fault + "}]}\n\n"
                    + "event: complete\ndata:\n\n";
        }
        if (body.contains("mutation")) {
            return "{\"data\":{\"review\":null},\"errors\":[{" + fault + ",\"path\":[\"review\"]}]}";
        }
        return body.contains("author")
                ? "{\"data\":{\"reviews\":[{\"body\":\"a\",\"__typename\":\"Review\",\"id\":\"r\",\"author\":{\"__typename\":\"User\",\"id\":\"u\"}}],"
                        + "\"_entities\":[{\"author\":{\"__typename\":\"User\",\"id\":\"u\"}}]}}"
                : "{\"data\":{\"reviews\":null},\"errors\":[{" + fault + ",\"path\":[\"reviews\"]}]}";
    }

    private static StandaloneGateway start(Endpoints endpoints, Switches switches) {
        return StandaloneGateway.start(settings(endpoints, switches), new InetSocketAddress("127.0.0.1", 0));
    }

    private static GatewaySettings settings(Endpoints endpoints, Switches switches) {
        var defaults = GatewaySettings.defaults(SUPERGRAPH);
        return new GatewaySettings(
                SUPERGRAPH,
                endpoints,
                defaults.tokens(),
                defaults.authenticator(),
                switches,
                defaults.bounds(),
                defaults.origins(),
                defaults.documents());
    }

    @AfterAll
    static void stop() {
        List.of(front, refusing, open, gateway).forEach(StandaloneGateway::close);
        users.close();
        reviews.close();
    }

    @BeforeEach
    void listen() {
        fault = SECRETS;
        logger.addHandler(listener);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(listener);
    }

    @Test
    void aQuerysFaultIsToldWithoutWhatTheSubgraphSaidOfIt() throws Exception {
        assertMasked(post(gateway, "{ reviews { body } }", "application/json"));
    }

    @Test
    void anEntitysFaultIsMaskedAndKeepsItsPlaceInTheAnswer() throws Exception {
        var answer = post(gateway, "{ reviews { author { name } } }", "application/json");

        assertMasked(answer);
        assertThat(answer).contains("\"path\":[\"reviews\",0,\"author\"]");
    }

    @Test
    void aMutationsFaultIsMasked() throws Exception {
        assertMasked(post(gateway, "mutation { review(body: \\\"x\\\") { id } }", "application/json"));
    }

    @Test
    void theFaultOfAnEventIsMaskedInEachWayThatEventsLeave() throws Exception {
        var subscription = "subscription { reviewAdded { body } }";

        assertMasked(post(gateway, subscription, "text/event-stream"));
        assertMasked(post(gateway, subscription, "multipart/mixed; subscriptionSpec=1.0"));
    }

    @Test
    void theFaultOfADeferredPartIsMasked() throws Exception {
        assertMasked(post(
                gateway,
                "{ reviews { body ... @defer { author { name } } } }",
                "multipart/mixed;incrementalSpec=v0.2,application/json;q=0.9"));
    }

    @Test
    void theErrorThatEndsAStreamIsMasked() throws Exception {
        var answer = post(front, "subscription { reviewAdded { body } }", "text/event-stream");

        assertThat(answer)
                .contains("\"code\":\"INTERNAL\"")
                .contains("event: complete")
                .doesNotContain("DOCUMENT_NOT_TRUSTED")
                .doesNotContain("known to this gateway");
        assertThat(logged).anyMatch(line -> line.contains("DOCUMENT_NOT_TRUSTED"));
    }

    @Test
    void aCodeOfOurListPassesWithItsMessageAndOnlyTheExtensionsThatHelp() throws Exception {
        fault = KNOWN;

        assertThat(post(gateway, "{ reviews { body } }", "application/json"))
                .contains("\"message\":\"No such review.\"")
                .contains("\"extensions\":{\"code\":\"NOT_FOUND\",\"missingScopes\":[\"a:b\"]}");
        assertThat(logged).isEmpty();
    }

    @Test
    void anErrorThatIsNoObjectIsMaskedToo() throws Exception {
        fault = "\"x\":1},\"hunter2\",[\"hunter2\"],{\"message\":{\"a\":\"hunter2\"},\"extensions\":\"hunter2\"";

        assertThat(post(gateway, "{ reviews { body } }", "application/json"))
                .contains("INTERNAL")
                .doesNotContain("hunter2");
    }

    @Test
    void aSubgraphThatIsBeingBuiltMayTellWhatItSaysButNoTokenOrStack() throws Exception {
        assertThat(post(open, "{ reviews { body } }", "application/json"))
                .contains("jdbc:postgresql", "\"code\":\"DATA_ACCESS\"")
                .doesNotContain("s3cret")
                .doesNotContain("io.aula.Secret");
    }

    @Test
    void aThousandEqualFaultsAreOneLineOfTheLog() throws Exception {
        fault = SECRETS + "},{".concat(SECRETS).repeat(1_000);

        assertMasked(post(gateway, "{ reviews { body } }", "application/json"));
        assertThat(logged).hasSize(1);
    }

    /** The caller gets an id and nothing of the text; the log has the text under that id, in one line and without the token. */
    private void assertMasked(String answer) {
        assertThat(answer)
                .contains("\"code\":\"INTERNAL\",\"correlationId\":\"gw_")
                .doesNotContain("jdbc")
                .doesNotContain("hunter2")
                .doesNotContain("s3cret")
                .doesNotContain("io.aula.Secret")
                .doesNotContain("DATA_ACCESS");
        var start = answer.indexOf("gw_", answer.indexOf("correlationId"));
        var id = answer.substring(start, answer.indexOf('"', start));
        assertThat(logged)
                .anyMatch(line ->
                        line.contains(id) && line.contains("jdbc:postgresql") && line.contains("io.aula.Secret"))
                .noneMatch(line -> line.contains("s3cret") || line.contains("\n"));
    }

    private static String post(StandaloneGateway to, String query, String accept) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + "/graphql"))
                .header("content-type", "application/json")
                .header("accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + query + "\"}"))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
