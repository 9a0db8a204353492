package io.aula.devstack.stripe.page;

import com.sun.net.httpserver.HttpExchange;
import io.aula.devstack.stripe.wire.Form;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A browser's request, read. */
record Exchange(HttpExchange http, List<String> path, Form form) {

    private static final int MAX_BODY_BYTES = 64 * 1024;

    static Exchange of(HttpExchange http) throws IOException {
        List<String> path = List.of(http.getRequestURI().getPath().substring(1).split("/"));
        try (InputStream body = http.getRequestBody()) {
            return new Exchange(
                    http, path, Form.parse(new String(body.readNBytes(MAX_BODY_BYTES), StandardCharsets.UTF_8)));
        }
    }

    boolean isPost() {
        return http.getRequestMethod().equals("POST");
    }

    boolean isAt(String... steps) {
        if (path.size() != steps.length) {
            return false;
        }
        for (int i = 0; i < steps.length; i++) {
            if (!steps[i].equals("{}") && !steps[i].equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    String field(String name) {
        return form.textOr(name, "");
    }

    String acceptLanguage() {
        String header = http.getRequestHeaders().getFirst("Accept-Language");
        return header == null ? "" : header;
    }
}
