package io.aula.social.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PassagesTest {

    @Test
    void everyLineIsATextOfItsOwnAndCodeIsNone() {
        Passages passages = Passages.of("""
                Hola **a todos**, mirad `select 1`.
                Otra línea.

                ```
                select * from casa;
                ```

                - uno
                - dos
                """);
        assertThat(passages.texts()).containsExactly("Hola a todos, mirad `select 1`.", "Otra línea.", "uno", "dos");
        assertThat(passages.with(List.of("A", "B", "C", "D"))).isEqualTo("A\nB\n\nselect * from casa;\n\nC\nD");
    }

    @Test
    void whatHasNoLettersIsLeftAsItIs() {
        Passages passages = Passages.of("👍\n\n42");
        assertThat(passages.texts()).isEmpty();
        assertThat(passages.with(List.of())).isEqualTo("👍\n\n42");
    }
}
