package io.aula.devstack.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST} and {@code GET} of {@code /v1/customers}, {@code /v1/products} and {@code /v1/prices}. */
public final class StripeDouble implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> PREFIXES =
            Map.of("customers", "cus_", "products", "prod_", "prices", "price_");
    private static final int MAX_OBJECTS = 10_000;

    private final Map<String, Map<String, Object>> objects = new ConcurrentHashMap<>();
    private final Map<String, String> idempotent = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong(System.currentTimeMillis());
    private final Clock clock;
    private final HttpServer http;

    private StripeDouble(int port, Clock clock) throws IOException {
        this.clock = clock;
        this.http = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        http.createContext("/", this::handle);
        http.start();
    }

    public static StripeDouble start(int port, Clock clock) throws IOException {
        return new StripeDouble(port, clock);
    }

    /** {@code StripeDouble PORT}. */
    public static void main(String[] arguments) throws Exception {
        StripeDouble stripe = start(Integer.parseInt(arguments[0]), Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(stripe::close));
        Thread.currentThread().join();
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private record Reply(int status, Object body) {}

    private void handle(HttpExchange exchange) throws IOException {
        Reply reply = exchange.getRequestHeaders().getFirst("Authorization") == null
                ? error(401, "You did not provide an API key.")
                : route(exchange);
        byte[] bytes = JSON.writeValueAsBytes(reply.body());
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.getResponseHeaders().set("request-id", "req_" + numbers.incrementAndGet());
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private Reply route(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        String prefix = path.length >= 3 && path[1].equals("v1") ? PREFIXES.get(path[2]) : null;
        if (prefix == null) {
            return error(404, "Unrecognized request URL: this double knows customers, products and prices.");
        }
        if (path.length == 4 && exchange.getRequestMethod().equals("GET")) {
            Map<String, Object> found = objects.get(path[3]);
            return found == null ? error(404, "No such object: '" + path[3] + "'") : new Reply(200, found);
        }
        if (path.length == 3 && exchange.getRequestMethod().equals("POST")) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            return create(path[2], prefix, FormBody.parse(body), exchange);
        }
        return error(405, "This double only creates and retrieves.");
    }

    private Reply create(String kind, String prefix, Map<String, Object> fields, HttpExchange exchange) {
        if (objects.size() >= MAX_OBJECTS) {
            return error(429, "This double holds " + MAX_OBJECTS + " objects at most.");
        }
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String id = prefix + numbers.incrementAndGet();
        String first = key == null ? null : idempotent.putIfAbsent(key, id);
        if (first != null && objects.get(first) != null) {
            return new Reply(200, objects.get(first));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", id);
        object.put("object", kind.substring(0, kind.length() - 1));
        object.put("created", clock.instant().getEpochSecond());
        object.put("livemode", false);
        object.put("metadata", Map.of());
        if (!kind.equals("customers")) {
            object.put("active", true);
        }
        fields.forEach((name, value) -> object.put(name, typed(name, value)));
        objects.put(id, object);
        return new Reply(200, object);
    }

    private static Object typed(String name, Object value) {
        return switch (name) {
            case "unit_amount" -> Long.parseLong(value.toString());
            case "active" -> Boolean.parseBoolean(value.toString());
            default -> value;
        };
    }

    private static Reply error(int status, String message) {
        return new Reply(status, Map.of("error", Map.of("type", "invalid_request_error", "message", message)));
    }
}
