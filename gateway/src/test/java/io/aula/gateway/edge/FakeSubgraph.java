package io.aula.gateway.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A subgraph that says what it is told to, and streams it when asked for events. */
final class FakeSubgraph implements AutoCloseable {

    final List<String> bodies = new CopyOnWriteArrayList<>();
    final List<String> authorizations = new CopyOnWriteArrayList<>();
    final List<String> languages = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** {@code answer} gets the request's body. */
    FakeSubgraph(Function<String, String> answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> handle(exchange, answer));
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/graphql");
    }

    private void handle(HttpExchange exchange, Function<String, String> answer) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            bodies.add(body);
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("authorization")));
            languages.add(String.valueOf(exchange.getRequestHeaders().getFirst("accept-language")));
            var text = answer.apply(body).getBytes(StandardCharsets.UTF_8);
            var events = "text/event-stream".equals(exchange.getRequestHeaders().getFirst("accept"));
            exchange.getResponseHeaders().set("content-type", events ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(200, events ? 0 : text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
