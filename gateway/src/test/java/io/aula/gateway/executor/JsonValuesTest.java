package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonValuesTest {

    @Test
    void readsEveryEscapeOfAString() throws MalformedJsonException {
        assertThat(text("\"\"")).isEmpty();
        assertThat(text("\"plain €\"")).isEqualTo("plain €");
        assertThat(text("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"")).isEqualTo("\"\\/\b\f\n\r\t");
        assertThat(text("\"a\\\\nb\\nc\"")).isEqualTo("a\\nb\nc");
        assertThat(text("\"\\u00e9t\\u00E9 \\ud83d\\ude00.\"")).isEqualTo("été 😀.");
    }

    private static String text(String json) throws MalformedJsonException {
        var records = new Records();
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        return JsonValues.text(records, new TapeReader(records).read(bytes, bytes.length));
    }
}
