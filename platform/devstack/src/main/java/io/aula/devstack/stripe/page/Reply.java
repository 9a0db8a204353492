package io.aula.devstack.stripe.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a browser gets back. */
sealed interface Reply {

    record Page(int status, String html) implements Reply {}

    record Text(int status, String type, String body) implements Reply {}

    record Redirect(String address) implements Reply {}

    default void send(HttpExchange http) throws IOException {
        switch (this) {
            case Page page -> write(http, page.status(), "text/html", page.html());
            case Text text -> write(http, text.status(), text.type(), text.body());
            case Redirect redirect -> {
                http.getResponseHeaders().set("Location", redirect.address());
                http.sendResponseHeaders(303, -1);
                http.close();
            }
        }
    }

    private static void write(HttpExchange http, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        http.getResponseHeaders().set("Cache-Control", "no-store");
        http.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        http.sendResponseHeaders(status, bytes.length);
        try (var out = http.getResponseBody()) {
            out.write(bytes);
        }
    }
}
