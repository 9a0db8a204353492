package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TapeReaderPropertyTest {

    @Test
    void writesBackEveryDocumentItHasRead() throws MalformedJsonException {
        for (var seed = 0L; seed < 500; seed++) {
            var text = new StringBuilder();
            value(new Random(seed), text, 0);
            assertThat(roundTrip(text.toString())).as("seed %d", seed).isEqualTo(text.toString());
        }
    }

    @Test
    void refusesEveryDocumentCutShort() throws MalformedJsonException {
        var whole = "{\"a\":[1,-2.5e3,true,null,\"x\\u00e9\\\"\",{\"b\":{}}]}";
        assertThat(roundTrip(whole)).isEqualTo(whole);
        for (var length = 0; length < whole.length(); length++) {
            var cut = whole.substring(0, length);
            assertThatThrownBy(() -> roundTrip(cut)).isInstanceOf(MalformedJsonException.class);
        }
    }

    @Test
    void readsSiblingsThatAreAlmostAlike() throws MalformedJsonException {
        var random = new Random(11);
        for (var i = 0; i < 2_000; i++) {
            var json = new StringBuilder();
            alike(random, json, 0);
            assertThat(roundTrip(json.toString())).isEqualTo(json.toString());
        }
    }

    @Test
    void refusesAKeyThatIsNotUtf8EachTimeItComes() {
        var records = new Records();
        var bytes = new byte[] {
            '[', '{', '"', (byte) 0xC3, '"', ':', '1', '}', ',', '{', '"', (byte) 0xC3, '"', ':', '1', '}', ']'
        };
        for (var i = 0; i < 2; i++) {
            assertThatThrownBy(() -> new TapeReader(records).read(bytes.clone(), bytes.length))
                    .isInstanceOf(MalformedJsonException.class);
        }
    }

    @Test
    void refusesWhatTheGrammarRefuses() {
        for (var text : new String[] {
            "{a:1}", "[1,]", "{\"a\":1,}", "01", "1.", "+1", "\"\t\"", "\"\\x\"", "nul", "[1] 2", "[", "{\"a\"}", "'a'"
        }) {
            assertThatThrownBy(() -> roundTrip(text)).as(text).isInstanceOf(MalformedJsonException.class);
        }
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        var bytes = new byte[] {'"', 'a', (byte) 0xC3, '"'};
        assertThatThrownBy(() -> new TapeReader(new Records()).read(bytes, bytes.length))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void refusesToFollowEndlessNesting() {
        assertThatThrownBy(() -> roundTrip("[".repeat(100_000))).isInstanceOf(MalformedJsonException.class);
    }

    private static String roundTrip(String json) throws MalformedJsonException {
        var records = new Records();
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        var value = new TapeReader(records).read(bytes, bytes.length);
        return new JsonBuffer(16).value(records, value).toString();
    }

    /** Objects of few keys, so that some are alike, some begin alike, and some go on differently inside. */
    static void alike(Random random, StringBuilder out, int depth) {
        out.append('[');
        for (int i = 0, count = random.nextInt(6); i < count; i++) {
            out.append(i == 0 ? "{" : ",{");
            for (int member = 0, members = random.nextInt(4); member < members; member++) {
                out.append(member == 0 ? "\"" : ",\"");
                out.append(random.nextInt(3) == 0 ? "key\\\"" : "a".repeat(member + 1))
                        .append("\":");
                if (depth < 3 && random.nextInt(3) == 0) {
                    alike(random, out, depth + 1);
                } else {
                    out.append(random.nextBoolean() ? "\"x\"" : "1");
                }
            }
            out.append('}');
        }
        out.append(']');
    }

    private static void value(Random random, StringBuilder out, int depth) {
        switch (random.nextInt(depth > 5 ? 4 : 6)) {
            case 0 -> out.append(random.nextLong());
            case 1 -> out.append(random.nextBoolean() ? "true" : "null");
            case 2 -> out.append(random.nextDouble());
            case 3 -> string(random, out);
            case 4 -> list(random, out, depth);
            default -> object(random, out, depth);
        }
    }

    private static void list(Random random, StringBuilder out, int depth) {
        out.append('[');
        for (int i = 0, count = random.nextInt(6); i < count; i++) {
            out.append(i == 0 ? "" : ",");
            value(random, out, depth + 1);
        }
        out.append(']');
    }

    private static void object(Random random, StringBuilder out, int depth) {
        out.append('{');
        for (int i = 0, count = random.nextInt(6); i < count; i++) {
            out.append(i == 0 ? "" : ",");
            string(random, out);
            out.append(':');
            value(random, out, depth + 1);
        }
        out.append('}');
    }

    private static void string(Random random, StringBuilder out) {
        out.append('"');
        for (int i = 0, count = random.nextInt(30); i < count; i++) {
            out.append(
                    switch (random.nextInt(8)) {
                        case 0 -> "\\\"";
                        case 1 -> "\\\\";
                        case 2 -> "\\u20ac";
                        case 3 -> "ñ";
                        case 4 -> "😀";
                        default -> String.valueOf((char) ('a' + random.nextInt(26)));
                    });
        }
        out.append('"');
    }
}
