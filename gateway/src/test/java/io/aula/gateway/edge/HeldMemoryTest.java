package io.aula.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What strangers can make the gateway hold, over real connections. */
class HeldMemoryTest {

    private static final long CAP = 256 << 10;
    private static final String SMALL = "{\"query\":\"{ me { name } }\"}";
    private final AtomicReference<String> answer = new AtomicReference<>("{\"data\":{\"me\":{\"name\":\"Ana\"}}}");
    private FakeSubgraph users;
    private StandaloneGateway gateway;

    @BeforeEach
    void start() throws IOException {
        users = new FakeSubgraph(_ -> answer.get());
        var settings = settings();
        gateway = StandaloneGateway.start(
                settings.withBounds(settings.bounds().withHeldBytes(CAP)), new InetSocketAddress("127.0.0.1", 0));
    }

    private GatewaySettings settings() {
        return GatewaySettings.defaults(Path.of("src/test/resources/execution/supergraph.graphql"))
                .withEndpoints(Map.of("users", users.url(), "reviews", URI.create("http://127.0.0.1:1/")));
    }

    @AfterEach
    void stop() {
        gateway.close();
        users.close();
    }

    @Test
    void announcedLengthsTakeNoMemory() throws IOException {
        var connections = new ArrayList<Socket>();
        assertThat(ask(SMALL)).contains("200 OK");
        var before = usedHeap();
        for (var i = 0; i < 250; i++) {
            connections.add(send(head(1_000_000) + "x"));
        }
        assertThat(ask(SMALL)).contains("200 OK").contains("Ana");
        assertThat(gateway.runtime().budget().held()).isLessThan(CAP);
        assertThat(usedHeap() - before).as("of 250 MB announced").isLessThan(50_000_000);
        for (var connection : connections) {
            connection.close();
        }
    }

    @Test
    void bytesBeyondTheCapAreAnswered503AndEverythingIsGivenBack() throws Exception {
        var large = "{\"query\":\"{ me { name } }\",\"variables\":{\"t\":\"" + "x".repeat(500_000) + "\"}}";
        assertThat(ask(large))
                .contains("503 Service Unavailable")
                .contains("retry-after: 1")
                .contains("OVERLOADED");
        assertThat(ask(SMALL)).contains("200 OK");
        nothingIsHeld();
    }

    @Test
    void anAnswerThatThereIsNoRoomForIsAnErrorAtItsField() throws Exception {
        answer.set("{\"data\":{\"me\":{\"name\":\"" + "x".repeat(300_000) + "\"}}}");
        assertThat(ask(SMALL)).contains("200 OK").contains("OVERLOADED");
        nothingIsHeld();
    }

    @Test
    void anAnswerLargerThanAnyMayBeIsAnErrorAtItsField() throws Exception {
        gateway.close();
        gateway = StandaloneGateway.start(settings(), new InetSocketAddress("127.0.0.1", 0));
        answer.set("{\"data\":{\"me\":{\"name\":\"" + "x".repeat(9 << 20) + "\"}}}");
        assertThat(ask(SMALL)).contains("200 OK").contains("SUBGRAPH_RESPONSE_TOO_LARGE");
        nothingIsHeld();
        answer.set("{\"data\":{\"me\":{\"name\":\"Ana\"}}}");
        assertThat(ask(SMALL)).contains("Ana");
    }

    @Test
    void aBodyThatSaysItIsTooLongIsRefusedBeforeItComes() throws IOException {
        try (var connection = send(head(5_000_000).replace("\r\n\r\n", "\r\nexpect: 100-continue\r\n\r\n"))) {
            assertThat(read(connection)).startsWith("HTTP/1.1 413 ").doesNotContain("100 Continue");
        }
    }

    @Test
    void aBombOfValuesIsRefused() {
        var bomb = "{\"query\":\"{ me { name } }\",\"variables\":{\"t\":[" + "[],".repeat(60_000) + "[]]}}";
        assertThat(bomb).hasSizeLessThan(200_000);
        assertThatThrownBy(() -> RequestDecoder.body(bomb.getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("more than 50000 values");
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        var slow = head(SMALL.length()) + SMALL;
        var last = slow.replace("connection: keep-alive", "connection: close");
        try (var connection = send(slow + "GET /health HTTP/1.1\r\nhost: a\r\n\r\n" + last)) {
            assertThat(read(connection)).containsSubsequence("Ana", "UP", "Ana");
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void nothingIsHeld() throws InterruptedException {
        for (var i = 0; i < 100 && gateway.runtime().budget().held() != 0; i++) {
            Thread.sleep(50);
        }
        assertThat(gateway.runtime().budget().held()).isZero();
    }

    private static String head(int length) {
        return "POST /graphql HTTP/1.1\r\nhost: a\r\nconnection: keep-alive\r\ncontent-type: application/json\r\n"
                + "content-length: " + length + "\r\n\r\n";
    }

    private String ask(String body) throws IOException {
        var request = head(body.length()).replace("keep-alive", "close") + body;
        try (var connection = send(request)) {
            return read(connection);
        }
    }

    private Socket send(String text) throws IOException {
        var socket = new Socket("127.0.0.1", gateway.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String read(Socket socket) throws IOException {
        var out = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
