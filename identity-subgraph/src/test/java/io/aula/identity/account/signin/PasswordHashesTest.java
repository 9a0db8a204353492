package io.aula.identity.account.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PasswordHashesTest {
    private final PasswordHashes hashes = new PasswordHashes(new CountingEncoder(), Duration.ofMillis(50));

    @Test
    void whoWaitsTooLongIsToldToComeBackAndTheNextOneIsServed() throws Exception {
        try (OccupiedHashes occupied = new OccupiedHashes(hashes)) {
            assertThatThrownBy(() -> hashes.hash("a password")).isInstanceOf(BusyException.class);
            assertThatThrownBy(() -> hashes.matches("a password", null)).isInstanceOf(BusyException.class);
        }
        assertThat(hashes.matches("a password", hashes.hash("a password"))).isTrue();
    }
}
