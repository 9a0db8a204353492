package io.aula.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.session.CookieJar;
import io.aula.gateway.session.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Bodies of many megabytes through the front door, answered before they are there; clients write all before they read. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class EarlyAnswersTest {
    private static final String KEY = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final int BODY_BYTES = 20 << 20;

    @TempDir
    static Path folder;

    private static ServerSocket upstream;

    @LocalServerPort
    private int port;

    @Autowired
    private CookieJar cookies;

    /** Refuses at the head, and reads on for a while as Tomcat does. */
    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) throws IOException {
        upstream = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket asked = upstream.accept();
                    Thread.ofVirtual().start(() -> refuse(asked));
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
        String address = "http://127.0.0.1:" + upstream.getLocalPort();
        Files.createDirectories(folder.resolve("spa"));
        Files.writeString(folder.resolve("spa/index.html"), "<!doctype html><title>Aula</title>");
        registry.add("server.port", () -> 0);
        registry.add("aula.identity-url", () -> address);
        registry.add("aula.courses-url", () -> address);
        registry.add("aula.session-keys", () -> KEY);
        registry.add("aula.gateway-key", () -> "A".repeat(43));
        registry.add("aula.media-keys", () -> KEY);
        registry.add("aula.spa-client-secret", () -> "secret");
        registry.add("aula.object-store-url", () -> folder.toUri().toString());
        registry.add("aula.supergraph", () -> "../schema/supergraph.graphql");
        registry.add("aula.spa-directory", () -> folder.resolve("spa").toString());
    }

    private static void refuse(Socket asked) {
        try (asked) {
            asked.getInputStream().read(new byte[1 << 10]);
            asked.getOutputStream()
                    .write("HTTP/1.1 413 Content Too Large\r\ncontent-length: 8\r\nconnection: close\r\n\r\ntoo much"
                            .getBytes(StandardCharsets.US_ASCII));
            asked.shutdownOutput();
            asked.getInputStream().skipNBytes(BODY_BYTES / 4);
        } catch (IOException gone) {
            // The gateway has what it wanted.
        }
    }

    @AfterAll
    static void stop() throws IOException {
        upstream.close();
    }

    @Test
    void aServicesRefusalOfABodyArrives() throws Exception {
        assertThat(upload("authorization: Bearer x"))
                .startsWith("HTTP/1.1 413 ")
                .endsWith("too much");
    }

    @Test
    void aChunkOfASessionThatRanOutHears401() throws Exception {
        String cookie = cookies.write(new Session("t", "r", Instant.now().minusSeconds(60)));
        assertThat(upload("cookie: " + cookie.substring(0, cookie.indexOf(';')) + "\r\nx-aula-csrf: 1"))
                .startsWith("HTTP/1.1 401 ");
    }

    @Test
    void aChunkThatAnotherSiteMadeTheBrowserSendHears403() throws Exception {
        String cookie = cookies.write(new Session("t", "r", Instant.now().plusSeconds(600)));
        assertThat(upload("cookie: " + cookie.substring(0, cookie.indexOf(';'))))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void aBodyForWhatTakesNoneIsAnsweredToo() throws Exception {
        assertThat(send("POST /courses/x HTTP/1.1\r\nhost: a\r\ncontent-length: " + BODY_BYTES + "\r\n\r\n"))
                .matches("(?s)HTTP/1.1 40[45] .*");
        assertThat(send("POST /auth/login HTTP/1.1\r\nhost: a\r\ncontent-length: " + BODY_BYTES + "\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("BAD_REQUEST");
        assertThat(send("POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: " + BODY_BYTES + "\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
    }

    private String upload(String header) throws IOException {
        return send("PATCH /uploads/u HTTP/1.1\r\nhost: a\r\ncontent-type: application/offset+octet-stream\r\n" + header
                + "\r\ncontent-length: " + BODY_BYTES + "\r\n\r\n");
    }

    private String send(String head) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(60_000);
            client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] piece = new byte[1 << 16];
            try {
                for (int sent = 0; sent < BODY_BYTES; sent += piece.length) {
                    client.getOutputStream().write(piece);
                }
            } catch (SocketException reset) {
                return "reset while writing";
            }
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
