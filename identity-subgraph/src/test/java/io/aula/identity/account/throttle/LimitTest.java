package io.aula.identity.account.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTest {
    @Test
    void theWaitBeginsAfterTheLastFreeFailureAndDoublesUpToItsBound() {
        assertThat(Limit.ACCOUNT.after(4)).isZero();
        assertThat(Limit.ACCOUNT.after(5)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Limit.ACCOUNT.after(7)).isEqualTo(Duration.ofSeconds(40));
        assertThat(Limit.ACCOUNT.after(1_000)).isEqualTo(Duration.ofMinutes(15));
        assertThat(Limit.DEVICE.after(1_000)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Limit.NETWORK.after(59)).isZero();
    }

    @Test
    void asManyAsAreFreeAreForgottenInAnHour() {
        assertThat(Limit.SIGN_UPS.leak()).isEqualTo(Duration.ofMinutes(1));
        assertThat(Limit.DEVICE_CODES.leak()).isEqualTo(Duration.ofSeconds(30));
        assertThat(Limit.ACCOUNT.leak()).isEqualTo(Duration.ofMinutes(12));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.250, true",
        "203.0.113.7, 203.0.112.7, false",
        "2001:db8:1:2f0::1, 2001:db8:1:2ff:aaaa::9, true",
        "2001:db8:1:200::1, 2001:db8:1:300::1, false",
        "::ffff:203.0.113.7, 203.0.113.9, true"
    })
    void aNetworkIsAnIpv4Slash24OrAnIpv6Slash56(String one, String other, boolean same) {
        Origin first = Origin.Network.of(InetAddress.ofLiteral(one));
        Origin second = Origin.Network.of(InetAddress.ofLiteral(other));
        assertThat(first.equals(second)).isEqualTo(same);
    }
}
