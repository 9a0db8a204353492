package io.aula.platform.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class CanonicalJsonTest {
    private record Asked(String title, @Nullable Integer at, Map<String, ?> more) {}

    private record AskedToo(Map<String, ?> more, @Nullable Integer at, String title) {}

    private static Map<String, Integer> inOrder(String one, String two) {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put(one, one.length());
        map.put(two, two.length());
        return map;
    }

    @Test
    void theSameAskedInAnotherOrderIsTheSame() {
        String canonical = CanonicalJson.of(new Asked("Hola", null, inOrder("a", "bb")));
        assertThat(canonical).isEqualTo("{\"at\":null,\"more\":{\"a\":1,\"bb\":2},\"title\":\"Hola\"}");
        assertThat(CanonicalJson.of(new AskedToo(inOrder("bb", "a"), null, "Hola")))
                .isEqualTo(canonical);
        assertThat(CanonicalJson.of(
                        JsonMapper.shared().readTree("{\"title\":\"Hola\",\"more\":{\"bb\":2,\"a\":1},\"at\":null}")))
                .isEqualTo(canonical);
    }

    @Test
    void textThatRunsOverFromOneFieldIntoTheNextIsNotTheSame() {
        assertThat(CanonicalJson.hash(new Asked("a\nb", null, Map.of())))
                .isNotEqualTo(CanonicalJson.hash(new Asked("a", null, Map.of("b", 1))))
                .hasSize(64);
    }
}
