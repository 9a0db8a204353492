package io.aula.devstack.stripe;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes webhooks as an application would: the raw body and its signature. */
final class Receiver implements AutoCloseable {

    record Delivery(String body, String signature) {}

    final List<Delivery> deliveries = Collections.synchronizedList(new ArrayList<>());
    /** So many are answered with 500 first. */
    final AtomicInteger failures = new AtomicInteger();

    private final HttpServer http;

    Receiver() throws IOException {
        http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        http.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            deliveries.add(new Delivery(body, exchange.getRequestHeaders().getFirst("Stripe-Signature")));
            boolean isFailing = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            exchange.sendResponseHeaders(isFailing ? 500 : 200, -1);
            exchange.close();
        });
        http.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/webhooks/stripe");
    }

    List<Delivery> all() {
        synchronized (deliveries) {
            return List.copyOf(deliveries);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
