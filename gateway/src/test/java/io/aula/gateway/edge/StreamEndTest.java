package io.aula.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.aula.gateway.edge.GatewaySettings.Endpoints;
import io.aula.gateway.edge.GatewaySettings.TokenSettings;
import io.aula.gateway.subgraph.SubgraphEndpoint.Streaming;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams on which nothing happens end when the client, its token or the subgraph does. */
class StreamEndTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String ISSUER = "http://issuer.test";
    private static final String ASK = "subscription { reviewAdded { body } }";
    private static RSAKey key;
    private static FakeSubgraph keys;
    private static QuietSubgraph quiet;
    private static QuietSubgraph mute;
    private static StandaloneGateway gateway;
    private static StandaloneGateway beforeTheMute;

    @BeforeAll
    static void start() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k").generate();
        var published = new JWKSet(key.toPublicJWK()).toString();
        keys = new FakeSubgraph(body -> published);
        quiet = new QuietSubgraph(QuietSubgraph.HEAD);
        mute = new QuietSubgraph(QuietSubgraph.NOTHING);
        gateway = before(quiet.url(), Streaming.SERVER_SENT_EVENTS);
        beforeTheMute = before(mute.url(), Streaming.SERVER_SENT_EVENTS);
    }

    private static StandaloneGateway before(URI reviews, Streaming streaming) {
        var supergraph = Path.of("src/test/resources/execution/supergraph.graphql");
        var defaults = GatewaySettings.defaults(supergraph);
        var settings = new GatewaySettings(
                supergraph,
                new Endpoints(Map.of("users", keys.url(), "reviews", reviews), Map.of(), Map.of("reviews", streaming)),
                Optional.of(new TokenSettings(ISSUER, keys.url(), "aula-graph")),
                defaults.authenticator(),
                defaults.switches(),
                defaults.bounds(),
                defaults.origins(),
                defaults.documents());
        return StandaloneGateway.start(settings, new InetSocketAddress("127.0.0.1", 0));
    }

    @AfterAll
    static void stop() throws IOException {
        beforeTheMute.close();
        gateway.close();
        mute.close();
        quiet.close();
        keys.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/event-stream | event: complete
            multipart/mixed;subscriptionSpec=1.0 | --graphql--
            """)
    void anHttpStreamEndsWithItsToken(String accept, String last) throws Exception {
        var request = HttpRequest.newBuilder(graphql(gateway))
                .timeout(Duration.ofSeconds(20))
                .header("content-type", "application/json")
                .header("accept", accept)
                .header("authorization", "Bearer " + token(2))
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + ASK + "\"}"))
                .build();
        var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("UNAUTHENTICATED", last);
        holds(() -> quiet.waiting() == 0);
    }

    @Test
    void aSocketEndsWithItsToken() throws Exception {
        var heard = new Messages();
        var socket = open(heard);
        socket.sendText(
                "{\"type\":\"connection_init\",\"payload\":{\"authorization\":\"Bearer " + token(2) + "\"}}", true);
        assertThat(heard.next()).contains("connection_ack");
        socket.sendText(subscribe(1), true);
        assertThat(heard.next()).isEqualTo("closed 4401");
        holds(() -> quiet.waiting() == 0);
    }

    @Test
    void aSocketThatSaysNothingIsClosed() throws Exception {
        var heard = new Messages();
        open(heard);
        assertThat(heard.next()).isEqualTo("closed 4408");
    }

    @Test
    void aSocketHasRoomForSoManyOperationsAndGivesItBack() throws Exception {
        var heard = new Messages();
        var socket = open(heard);
        socket.sendText("{\"type\":\"connection_init\"}", true);
        assertThat(heard.next()).contains("connection_ack");
        for (var n = 0; n <= 64; n++) {
            socket.sendText(subscribe(n), true).join();
        }
        assertThat(heard.next()).contains("\"id\":\"64\"", "TOO_MANY_OPERATIONS");
        holds(() -> quiet.waiting() == 64);
        socket.sendText("{\"id\":\"7\",\"type\":\"complete\"}", true).join();
        holds(() -> quiet.waiting() == 63);
        socket.sendText(subscribe(65), true).join();
        holds(() -> quiet.waiting() == 64);
        socket.abort();
        holds(() -> quiet.waiting() == 0);
    }

    @Test
    void aFrameBeyondTheBodysLimitEndsTheSocket() throws Exception {
        var heard = new Messages();
        var socket = open(heard);
        socket.sendText("{\"type\":\"connection_init\",\"payload\":{\"x\":\"" + "x".repeat(2 << 20) + "\"}}", true);
        assertThat(heard.next()).isIn("closed 1009", "closed 1006", "lost");
    }

    @Test
    void aMessageOfManyPiecesBeyondTheLimitEndsTheSocket() throws Exception {
        var heard = new Messages();
        var socket = open(heard);
        var piece = "x".repeat(60_000);
        socket.sendText("{\"type\":\"connection_init\",\"payload\":{\"x\":\"", false)
                .join();
        assertThatThrownBy(() -> {
                    for (var i = 0; i < 500; i++) {
                        socket.sendText(piece, false).get(10, TimeUnit.SECONDS);
                    }
                })
                .isInstanceOf(ExecutionException.class);
        assertThat(heard.next()).isIn("closed 1009", "closed 1006", "lost");
    }

    private static String subscribe(int id) {
        return "{\"id\":\"" + id + "\",\"type\":\"subscribe\",\"payload\":{\"query\":\"" + ASK + "\"}}";
    }

    private static WebSocket open(Messages heard) throws Exception {
        return CLIENT.newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create("ws://127.0.0.1:" + gateway.port() + "/graphql"), heard)
                .get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "multipart/mixed;subscriptionSpec=1.0"})
    void whoHangsUpLeavesNothingBehind(String accept) throws Exception {
        var before = quiet.seen();
        var socket = ask(gateway, accept, ASK);
        holds(() -> quiet.seen() > before);
        assertThat(quiet.waiting()).isPositive();
        socket.close();
        holds(() -> quiet.waiting() == 0);
    }

    /** A long document is prepared beside the loop: who has gone meanwhile must not be streamed to. */
    @Test
    void whoHangsUpBeforeTheStreamIsOpenLeavesNothingBehind() throws Exception {
        for (var n = 0; n < 40; n++) {
            var socket = ask(
                    gateway,
                    "text/event-stream",
                    "subscription S" + n + " { reviewAdded { " + "body ".repeat(1_900) + "} }");
            socket.setSoLinger(true, 0);
            socket.close();
        }
        holds(() -> quiet.waiting() == 0);
        TimeUnit.MILLISECONDS.sleep(500);
        assertThat(quiet.waiting()).as("streams nobody reads").isZero();
    }

    @Test
    void aSubgraphThatSaysNothingIsGivenUp() throws Exception {
        var request = HttpRequest.newBuilder(graphql(beforeTheMute))
                .timeout(Duration.ofSeconds(20))
                .header("content-type", "application/json")
                .header("accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + ASK + "\"}"))
                .build();
        assertThat(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .contains("SUBGRAPH_TIMEOUT")
                .endsWith("event: complete\ndata:\n\n");
        holds(() -> mute.waiting() == 0);
    }

    @Test
    void aPartCanBeReadBeforeTheNextOneComes() throws Exception {
        var event = "{\"data\":{\"reviewAdded\":{\"body\":\"a\"}}}";
        try (var once = new QuietSubgraph(QuietSubgraph.event(event));
                var front = before(once.url(), Streaming.SERVER_SENT_EVENTS);
                var socket = ask(front, "multipart/mixed;subscriptionSpec=1.0", ASK)) {
            socket.setSoTimeout(5_000);
            var read = new StringBuilder();
            while (!read.toString().endsWith(event + "}\r\n--graphql")) {
                read.append((char) socket.getInputStream().read());
            }
        }
    }

    private static Socket ask(StandaloneGateway to, String accept, String query) throws IOException {
        var body = "{\"query\":\"" + query + "\"}";
        var socket = new Socket("127.0.0.1", to.port());
        socket.getOutputStream()
                .write(("POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\naccept: "
                                + accept + "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static URI graphql(StandaloneGateway of) {
        return URI.create("http://127.0.0.1:" + of.port() + "/graphql");
    }

    private static void holds(BooleanSupplier expected) throws InterruptedException {
        for (var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10); System.nanoTime() < until; ) {
            if (expected.getAsBoolean()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(expected.getAsBoolean()).as("within ten seconds").isTrue();
    }

    private static String token(long seconds) throws Exception {
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience("aula-graph")
                        .subject("usr_1")
                        .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                        .build());
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }
}
