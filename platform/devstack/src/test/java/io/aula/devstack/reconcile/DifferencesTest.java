package io.aula.devstack.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    @Test
    void findsNothingWhereBothSidesAgree() {
        assertThat(Differences.between("people", List.of("a", "b"), List.of("b", "a"), List.of())
                        .count())
                .isZero();
    }

    @Test
    void namesWhatOneSideLacksAndWhatItHasTooMany() {
        Differences found = Differences.between("people", List.of("a", "b"), List.of("b", "c", "d"), List.of("d"));
        assertThat(found.count()).isEqualTo(2);
        assertThat(found.text()).contains("missing: a", "too many: c").doesNotContain("d,");
    }
}
