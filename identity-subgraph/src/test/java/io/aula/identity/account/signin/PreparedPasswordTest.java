package io.aula.identity.account.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedPasswordTest {
    @ParameterizedTest
    @ValueSource(strings = {"            ", "\u00a0\u2003\u3000         ", "\u200d \u200d \u200d \u200d \u200d \u200d"})
    void aPasswordOfNothingButSpacesIsRefused(String typed) {
        assertThat(PreparedPassword.fault(typed)).contains(PreparedPassword.Fault.SHAPE);
    }

    @Test
    void spacesAmongLettersCount() {
        assertThat(PreparedPassword.fault("a b c d e f g")).isEmpty();
        assertThat(PreparedPassword.fault("         \u00f1")).isEmpty();
    }
}
