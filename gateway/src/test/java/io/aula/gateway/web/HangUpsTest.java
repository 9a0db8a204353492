package io.aula.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Flux;
import reactor.netty.channel.AbortedException;

/** Clients that reset their connections in the middle of whatever they asked for. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class HangUpsTest {
    private static final String KEY = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final int TIMES = 40;

    @TempDir
    static Path folder;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) throws IOException {
        Files.createDirectories(folder.resolve("spa/assets"));
        Files.writeString(folder.resolve("spa/index.html"), "<!doctype html><title>Aula</title>");
        Files.write(folder.resolve("spa/assets/large-1a2b.js"), new byte[4 << 20]);
        registry.add("server.port", () -> 0);
        registry.add("aula.identity-url", () -> "http://127.0.0.1:1");
        registry.add("aula.courses-url", () -> "http://127.0.0.1:1");
        registry.add("aula.session-keys", () -> KEY);
        registry.add("aula.gateway-key", () -> "A".repeat(43));
        registry.add("aula.media-keys", () -> KEY);
        registry.add("aula.spa-client-secret", () -> "secret");
        registry.add("aula.object-store-url", () -> folder.toUri().toString());
        registry.add("aula.supergraph", () -> "../schema/supergraph.graphql");
        registry.add("aula.spa-directory", () -> folder.resolve("spa").toString());
    }

    @Test
    void aBodyThatEndsInTheMiddleEndsWhatIsAskedOfTheServiceWithoutAFault() {
        Flux<DataBuffer> cut = Flux.error(new AbortedException("Connection has been closed"));
        var exchange = MockServerWebExchange.from(
                MockServerHttpRequest.patch("/uploads/upl_1").body(cut));

        HangUps.endWithTheBody()
                .filter(exchange, asked -> asked.getRequest().getBody().then())
                .block(Duration.ofSeconds(5));
    }

    @Test
    void aFileThatNobodyTakesIsNoFault(CapturedOutput output) throws Exception {
        for (int i = 0; i < TIMES; i++) {
            hangUp("GET /assets/large-1a2b.js HTTP/1.1\r\nhost: a\r\n\r\n", i % 10);
        }
        Thread.sleep(1_000); // what is wrong about one that left is only told afterwards
        assertThat(output.getAll()).doesNotContain("\"level\":\"ERROR\"", "AbortedException", "IllegalStateException");
    }

    @Test
    void aFaultOfOursIsStillOne() {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
        var fault = new IllegalStateException("ours");
        assertThatThrownBy(() -> new HangUps().handle(exchange, fault).block()).isSameAs(fault);
    }

    private void hangUp(String request, long afterMillis) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(afterMillis);
        }
    }
}
