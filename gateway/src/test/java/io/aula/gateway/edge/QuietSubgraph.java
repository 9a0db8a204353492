package io.aula.gateway.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A subgraph that says one thing and then no more; it counts those that wait for more. */
final class QuietSubgraph implements AutoCloseable {

    static final String NOTHING = "";
    /** That events will come. */
    static final String HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";

    private final ServerSocket server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger seen = new AtomicInteger();
    private final String says;

    /** {@code says} are its bytes as soon as it is asked. */
    QuietSubgraph(String says) throws IOException {
        this.says = says;
        Thread.ofVirtual().start(this::accept);
    }

    /** The head and one event. */
    static String event(String json) {
        var event = "event: next\ndata: " + json + "\n\n";
        return HEAD + Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/graphql");
    }

    int waiting() {
        return waiting.get();
    }

    int seen() {
        return seen.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> hold(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void hold(Socket socket) {
        waiting.incrementAndGet();
        seen.incrementAndGet();
        try (socket) {
            var in = socket.getInputStream();
            var isAnswered = false;
            while (in.read() >= 0) {
                if (!isAnswered) {
                    socket.getOutputStream().write(says.getBytes(StandardCharsets.US_ASCII));
                    isAnswered = true;
                }
            }
        } catch (SocketException e) {
            // reset is a way of leaving, too
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            waiting.decrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
