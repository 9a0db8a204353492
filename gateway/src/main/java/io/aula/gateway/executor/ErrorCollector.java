package io.aula.gateway.executor;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The response's {@code errors}, written as they happen; bounded, because a list of a million nulls is one fault. */
final class ErrorCollector {

    private static final int MAX_ERRORS = 100;
    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXTENSIONS = "extensions".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CODE = "code".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> INTERNALS = Set.of("exception", "stacktrace", "debug", "serviceName");

    private final JsonBuffer out = new JsonBuffer(256);
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
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
     * An error as a subgraph told it, at {@code trail} followed by the items of the subgraph's own {@code path} from {@code skip} on.
     */
    void relay(Records records, long error, @Nullable Trail trail, long path, int skip) {
        if (!next()) {
            return;
        }
        var message = Records.isObject(error) ? records.get(error, MESSAGE) : Records.ABSENT;
        out.raw("{\"message\":");
        if (Records.isString(message)) {
            out.value(records, message);
        } else {
            out.string("The service behind this field failed");
        }
        path(trail, records, path, skip);
        out.raw(",\"extensions\":{");
        extensions(records, Records.isObject(error) ? records.get(error, EXTENSIONS) : Records.ABSENT);
        out.raw("}}");
    }

    private void extensions(Records records, long extensions) {
        var coded = false;
        var written = 0;
        for (var i = 0; Records.isObject(extensions) && i < records.size(extensions); i++) {
            var name = JsonValues.text(records, records.key(extensions, i));
            if (INTERNALS.contains(name)) {
                continue;
            }
            coded |= records.equal(records.key(extensions, i), CODE);
            out.raw(written++ == 0 ? "" : ",").string(name).put(':').value(records, records.value(extensions, i));
        }
        if (!coded) {
            out.raw(written == 0 ? "" : ",").raw("\"code\":\"SUBGRAPH_ERROR\"");
        }
    }

    private void path(@Nullable Trail trail, @Nullable Records records, long path, int skip) {
        if (trail == null) {
            return;
        }
        out.raw(",\"path\":[");
        trail.write(out);
        var separate = !trail.isEmpty();
        for (var i = skip; records != null && Records.isList(path) && i < records.size(path); i++) {
            out.raw(separate ? "," : "").value(records, records.item(path, i));
            separate = true;
        }
        out.put(']');
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
