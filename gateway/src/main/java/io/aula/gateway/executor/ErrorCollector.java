package io.aula.gateway.executor;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The response's {@code errors}, written as they happen; bounded, because a list of a million nulls is one fault. Whatever a subgraph
 * says of its faults leaves the gateway through {@link #relay} and nowhere else, so it is masked here.
 */
final class ErrorCollector {

    private static final int MAX_ERRORS = 100;
    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXTENSIONS = "extensions".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CODE = "code".getBytes(StandardCharsets.US_ASCII);

    private final ErrorPolicy policy;
    private final JsonBuffer out = new JsonBuffer(256);
    private @Nullable MaskedErrors masked;
    private int count;

    ErrorCollector(ErrorPolicy policy) {
        this.policy = policy;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    /** Takes back what was told since there were so many errors in so many bytes. */
    void truncate(int count, int length) {
        this.count = count;
        out.truncate(length);
    }

    JsonBuffer json() {
        return out;
    }

    void add(String message, String code, @Nullable Trail trail) {
        add(message, code, trail, Map.of());
    }

    void add(String message, String code, @Nullable Trail trail, Map<String, List<String>> details) {
        if (!next()) {
            return;
        }
        out.raw("{\"message\":").string(message);
        path(trail, null, 0, 0);
        out.raw(",\"extensions\":{\"code\":").string(code);
        details.forEach((name, values) -> {
            out.put(',').string(name).raw(":[");
            for (var i = 0; i < values.size(); i++) {
                out.raw(i == 0 ? "" : ",").string(values.get(i));
            }
            out.put(']');
        });
        out.raw("}}");
    }

    /**
     * An error of {@code subgraph}, at {@code trail} followed by the items of the subgraph's own {@code path} from {@code skip} on;
     * as it was told if callers may know, otherwise as a fault of ours whose text is in the log.
     */
    void relay(String subgraph, Records records, long error, @Nullable Trail trail, long path, int skip) {
        if (!next()) {
            return;
        }
        var extensions = Records.isObject(error) ? records.get(error, EXTENSIONS) : Records.ABSENT;
        var code = text(records, Records.isObject(extensions) ? records.get(extensions, CODE) : Records.ABSENT);
        var shown = policy.shows(subgraph, code);
        out.raw("{\"message\":");
        if (shown) {
            var message = Records.isObject(error) ? records.get(error, MESSAGE) : Records.ABSENT;
            out.string(Records.isString(message) ? text(records, message) : "The service behind this field failed");
        } else {
            out.string("Something went wrong on our side. Mention " + masked().id() + " if you report it.");
        }
        path(trail, records, path, skip);
        out.raw(",\"extensions\":{\"code\":");
        if (shown) {
            out.string(code.isEmpty() ? "SUBGRAPH_ERROR" : code);
            extensions(subgraph, records, extensions);
        } else {
            out.string("INTERNAL").raw(",\"correlationId\":").string(masked().id());
            masked().log(subgraph, records, error);
        }
        out.raw("}}");
    }

    private void extensions(String subgraph, Records records, long extensions) {
        for (var i = 0; Records.isObject(extensions) && i < records.size(extensions); i++) {
            var name = JsonValues.text(records, records.key(extensions, i));
            if (policy.showsExtension(subgraph, name)) {
                out.put(',').string(name).put(':').value(records, records.value(extensions, i));
            }
        }
    }

    /** All that one answer hides is found in the log under one id. */
    private MaskedErrors masked() {
        if (masked == null) {
            masked = new MaskedErrors();
        }
        return masked;
    }

    private static String text(Records records, long value) {
        return Records.isString(value) ? JsonValues.text(records, value) : "";
    }

    /** Of a subgraph's path only names and positions; without any of them there is no path (GraphQL, section 7.1.2). */
    private void path(@Nullable Trail trail, @Nullable Records records, long path, int skip) {
        if (trail == null) {
            return;
        }
        var start = out.length();
        out.raw(",\"path\":[");
        trail.write(out);
        var separate = !trail.isEmpty();
        for (var i = skip; records != null && Records.isList(path) && i < records.size(path); i++) {
            var item = records.item(path, i);
            if (Records.isString(item) || JsonValues.of(records, item) instanceof Integer) {
                out.raw(separate ? "," : "").value(records, item);
                separate = true;
            }
        }
        if (separate) {
            out.put(']');
        } else {
            out.truncate(start);
        }
    }

    private boolean next() {
        if (count >= MAX_ERRORS) {
            return false;
        }
        if (count++ > 0) {
            out.put(',');
        }
        return true;
    }
}
