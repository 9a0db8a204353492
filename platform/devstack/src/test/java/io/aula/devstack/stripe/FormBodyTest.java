package io.aula.devstack.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FormBodyTest {

    @Test
    void readsBracketsAsNesting() {
        assertThat(FormBody.parse("currency=eur&metadata[course]=crs_1&recurring[interval]=month"))
                .containsEntry("currency", "eur")
                .containsEntry("metadata", Map.of("course", "crs_1"))
                .containsEntry("recurring", Map.of("interval", "month"));
    }
}
