package io.aula.gateway.executor;

import io.aula.gateway.operation.ResponseKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The response's {@code errors}, written as they happen; bounded, because a list of a million nulls is one fault. Whatever a subgraph
 * says of its faults leaves the gateway through {@link #relay} and nowhere else, so it is masked here.
 */
final class ErrorCollector {

    static final int MOST = 100;
    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXTENSIONS = "extensions".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CODE = "code".getBytes(StandardCharsets.US_ASCII);

    private final ErrorPolicy policy;
    private final JsonBuffer out = new JsonBuffer(256);
    private @Nullable MaskedErrors masked;
    private int count;
    /** Where in {@link #out} the path of each error begins and ends; the same where it has none. */
    private int[] pathFrom = {};

    private int[] pathTo = {};
    /** The places of errors that earlier parts of the same response told. */
    private final List<byte[]> earlier;

    ErrorCollector(ErrorPolicy policy) {
        this(policy, List.of());
    }

    private ErrorCollector(ErrorPolicy policy, List<byte[]> earlier) {
        this.policy = policy;
        this.earlier = earlier;
    }

    /** For the next part of the response, in which no null is told again. */
    ErrorCollector forNextPart() {
        if (count == 0) {
            return this;
        }
        var told = new ArrayList<>(earlier);
        for (var i = 0; i < count && told.size() < MOST; i++) {
            told.add(Arrays.copyOfRange(out.bytes(), pathFrom[i], pathTo[i]));
        }
        return new ErrorCollector(policy, told);
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
        path(trail, null);
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
     * The subgraph's own path of an error, from item {@code from} on. It is of an answer that has not been renamed yet.
     *
     * @param path {@link Records#ABSENT} for none
     */
    record SubgraphPath(Records records, long path, int from, List<Step.Rename> renames) {

        static SubgraphPath none(Records records) {
            return new SubgraphPath(records, Records.ABSENT, 0, List.of());
        }

        /** Names and positions, as GraphQL has them (section 7.1.2); of anything else nobody knows what it means. */
        boolean isPath() {
            for (var i = from; Records.isList(path) && i < records.size(path); i++) {
                var item = records.item(path, i);
                var isPosition =
                        Records.tag(item) == Records.INTEGER && records.bytes(item)[Records.offset(item)] != '-';
                if (!isPosition && !isName(item)) {
                    return false;
                }
            }
            return Records.isList(path);
        }

        /** Anything else would be a way around the masks. */
        private boolean isName(long item) {
            return Records.isString(item) && TapeReader.NAME.matcher(text(item)).matches();
        }

        /** Up to what we asked for on our own account alone, which stands nowhere in the response. */
        void write(JsonBuffer out, boolean separate) {
            for (var i = from; i < records.size(path); i++) {
                var item = named(records.item(path, i));
                var shown = Records.isString(item) ? ResponseKeys.shown(text(item)) : "";
                if (ResponseKeys.isOurs(shown)) {
                    return;
                }
                out.raw(separate || i > from ? "," : "");
                if (shown.isEmpty()) {
                    out.value(records, item);
                } else {
                    out.string(shown);
                }
            }
        }

        private String text(long string) {
            return JsonValues.text(records, string);
        }

        private long named(long item) {
            for (var rename : Records.isString(item) ? renames : List.<Step.Rename>of()) {
                if (records.equal(item, rename.alias())) {
                    return rename.key();
                }
            }
            return item;
        }
    }

    /**
     * An error of {@code subgraph}, at {@code trail} followed by the subgraph's own path; as it was told if callers may know,
     * otherwise as a fault of ours whose text is in the log.
     */
    void relay(String subgraph, long error, Trail trail, SubgraphPath path) {
        if (!next()) {
            return;
        }
        var records = path.records();
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
        path(trail, path);
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

    /** Without a place there is no path. */
    private void path(@Nullable Trail trail, @Nullable SubgraphPath path) {
        var start = out.length();
        out.raw(",\"path\":[");
        var from = out.length();
        if (trail != null) {
            trail.write(out);
        }
        if (path != null && path.isPath()) {
            path.write(out, out.length() > from);
        }
        var to = out.length();
        pathFrom[count - 1] = from;
        pathTo[count - 1] = to;
        if (to > from) {
            out.put(']');
        } else {
            out.truncate(start);
        }
    }

    /** Whether an error says why nothing stands there: one of this place, of what it is in, or of what is in it; or no more can be told. */
    boolean tells(Trail trail) {
        if (count >= MOST) {
            return true;
        }
        var asked = new JsonBuffer(64);
        trail.write(asked);
        for (var i = 0; i < count; i++) {
            if (isOnOneWay(asked, out.bytes(), pathFrom[i], pathTo[i] - pathFrom[i])) {
                return true;
            }
        }
        for (var path : earlier) {
            if (isOnOneWay(asked, path, 0, path.length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of both paths is the beginning of the other; one of no length is none. */
    private static boolean isOnOneWay(JsonBuffer asked, byte[] told, int from, int length) {
        var common = Math.min(length, asked.length());
        if (length == 0 || !Bytes.equal(told, from, asked.bytes(), 0, common)) {
            return false;
        }
        return length == asked.length() || (length > common ? told[from + common] : asked.bytes()[common]) == ',';
    }

    private boolean next() {
        if (count >= MOST) {
            return false;
        }
        if (count == pathFrom.length) {
            pathFrom = Arrays.copyOf(pathFrom, Math.max(8, count * 2));
            pathTo = Arrays.copyOf(pathTo, pathFrom.length);
        }
        if (count++ > 0) {
            out.put(',');
        }
        return true;
    }
}
