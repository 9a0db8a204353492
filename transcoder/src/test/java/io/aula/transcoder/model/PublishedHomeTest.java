package io.aula.transcoder.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublishedHomeTest {

    private static final SpeechModel MODEL = new SpeechModel("sample", 7, "ab".repeat(32));

    @TempDir
    private Path work;

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
        answer("/whole", 200, "weights");
        answer("/long", 200, "weights and more");
        answer("/absent", 404, "nothing");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void bringsTheFile() throws Exception {
        assertThat(home("/whole").bring(MODEL, work)).hasContent("weights");
    }

    @Test
    void takesNothingOfAnotherLength() {
        assertThatThrownBy(() -> home("/long").bring(MODEL, work))
                .isInstanceOf(IOException.class)
                .hasMessage("has 16 bytes instead of 7");
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void saysWhatTheServerAnswered() {
        assertThatThrownBy(() -> home("/absent").bring(MODEL, work)).hasMessage("answered 404");
    }

    @Test
    void saysThatNobodyIsThere() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        PublishedHome home = new PublishedHome(model -> URI.create("http://127.0.0.1:" + free + "/"));
        assertThatThrownBy(() -> home.bring(MODEL, work)).isInstanceOf(IOException.class);
    }

    private PublishedHome home(String path) {
        return new PublishedHome(
                model -> URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (exchange) {
                exchange.getResponseBody().write(bytes);
            }
        });
    }
}
