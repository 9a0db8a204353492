package io.aula.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void derivesEveryPortFromThePublicOne() {
        Ports ports = Ports.preferred(8080);
        assertThat(ports.base()).isEqualTo(31_200);
        assertThat(ports.identity()).isEqualTo(31_201);
        assertThat(ports.stripe()).isEqualTo(31_215);
        assertThat(ports.worker(1)).isEqualTo(31_221);
    }

    @Test
    void aSecondPlatformSharesNoPortWithTheFirst() {
        Ports first = Ports.preferred(8080);
        Ports second = Ports.preferred(8180);
        boolean isApart = second.base() > first.worker(16) || second.worker(16) < first.base();
        assertThat(isApart).isTrue();
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatThrownBy(() -> Ports.preferred(70_000))
                .isInstanceOf(SetupFailure.class)
                .hasMessageContaining("AULA_PORT");
        assertThatThrownBy(() -> Ports.preferred(8080).worker(17)).hasMessageContaining("--workers");
    }
}
