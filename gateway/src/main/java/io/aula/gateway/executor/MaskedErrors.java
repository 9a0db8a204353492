package io.aula.gateway.executor;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** What one answer keeps from its caller, written to the log under an id that the caller is told. */
final class MaskedErrors {

    private static final System.Logger LOG = System.getLogger(MaskedErrors.class.getName());
    /** A list of a hundred equal faults is one line, and one answer is no way to fill a disk. */
    private static final int MAX_LINES = 5;

    private static final int MAX_CHARACTERS = 4_000;
    /** What helps whoever reads the log; not everything, since a subgraph may put a token beside it. */
    private static final Set<String> LOGGED =
            Set.of("code", "classification", "exception", "stacktrace", "id", "correlationId");

    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXTENSIONS = "extensions".getBytes(StandardCharsets.US_ASCII);

    private final String id = "gw_" + Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, Character.MAX_RADIX);
    private final Set<String> written = new HashSet<>();

    String id() {
        return id;
    }

    /** As JSON, in which no line break of a stranger's can begin a line of ours. */
    void log(String subgraph, Records records, long error) {
        var out = new JsonBuffer(256).put('{');
        if (Records.isObject(error)) {
            out.raw("\"message\":").value(records, records.get(error, MESSAGE));
            extensions(out, records, records.get(error, EXTENSIONS));
        }
        var line = subgraph + " failed, told the caller " + id + ": " + out.put('}');
        if (written.size() < MAX_LINES && written.add(line)) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    line.length() > MAX_CHARACTERS ? line.substring(0, MAX_CHARACTERS) : line);
        }
    }

    private static void extensions(JsonBuffer out, Records records, long extensions) {
        for (var i = 0; Records.isObject(extensions) && i < records.size(extensions); i++) {
            var name = JsonValues.text(records, records.key(extensions, i));
            if (LOGGED.contains(name)) {
                out.put(',').string(name).put(':').value(records, records.value(extensions, i));
            }
        }
    }
}
