package io.aula.identity.account.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BreachedPasswordsTest {
    @Test
    void whatIsTriedFirstIsKnownWhateverItsCase() {
        for (String known :
                List.of("1234567890", "password123", "Password123", "qwertyuiop", "QWERTYUIOP", "aaaaaaaaaa")) {
            assertThat(PreparedPassword.fault(known)).as(known).contains(PreparedPassword.Fault.KNOWN);
        }
    }

    @Test
    void aPhraseOfOnesOwnIsNot() {
        assertThat(PreparedPassword.fault("una frase que nadie ha escrito")).isEmpty();
        assertThat(PreparedPassword.fault("too short")).contains(PreparedPassword.Fault.SHAPE);
    }

    @Test
    void ofAHundredThousandOthersHardlyAnyIsTakenForKnown() {
        Random random = new Random(20_261_130);
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            taken += BreachedPasswords.contain("own phrase " + Long.toHexString(random.nextLong())) ? 1 : 0;
        }
        assertThat(taken).isLessThan(10);
    }
}
