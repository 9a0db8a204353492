package io.aula.devstack.stripe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stripe's bracketed form fields, {@code metadata[courseId]=…}, as nested maps. */
final class FormBody {

    private FormBody() {}

    static Map<String, Object> parse(String body) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String[] path =
                        decode(pair.substring(0, equals)).replace("]", "").split("\\[");
                put(fields, path, decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> fields, String[] path, String value) {
        Map<String, Object> at = fields;
        for (int i = 0; i < path.length - 1; i++) {
            Object next = at.get(path[i]);
            if (!(next instanceof Map)) {
                next = new LinkedHashMap<String, Object>();
                at.put(path[i], next);
            }
            at = (Map<String, Object>) next;
        }
        at.put(path[path.length - 1], value);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
