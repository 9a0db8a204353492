package io.aula.identity.authserver.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"BCDF-GHJK", "bcdfghjk", " bcdf ghjk ", "BCDF\u2013GHJK", "b.c.d.f.g.h.j.k"})
    void aCodeIsTheSameHoweverItIsTyped(String typed) {
        assertThat(UserCode.of(typed)).contains(new UserCode("BCDF-GHJK"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BCDF-GHJ", "BCDF-GHJKL", "ABCD-FGHJ", "BCDF-GHJ1", "\u00dfCDF-GHJK", "null"})
    void whatCanBeNoCodeIsNone(String typed) {
        assertThat(UserCode.of(typed)).isEmpty();
    }

    @Test
    void aWholeBookIsNoCode() {
        assertThat(UserCode.of("B".repeat(100_000))).isEmpty();
    }
}
