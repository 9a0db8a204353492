package io.aula.transcoder.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Alive while the process is; ready while it has a broker and is not stopping. */
final class HealthServer implements AutoCloseable {

    private final HttpServer server;

    HealthServer(String host, int port, BooleanSupplier isReady) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 16);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/health/liveness", exchange -> answer(exchange, true));
        server.createContext("/health/readiness", exchange -> answer(exchange, isReady.getAsBoolean()));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, boolean isUp) throws IOException {
        byte[] body =
                "{\"status\":\"%s\"}".formatted(isUp ? "UP" : "OUT_OF_SERVICE").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(isUp ? 200 : 503, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }
}
