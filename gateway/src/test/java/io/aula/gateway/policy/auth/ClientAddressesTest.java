package io.aula.gateway.policy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {

    private static final byte[] KEY = new byte[32];
    private static final String TEXT = Base64.getUrlEncoder().withoutPadding().encodeToString(KEY);
    private static final InetAddress PEER = InetAddress.ofLiteral("192.0.2.7");

    @Test
    void theAddressIsFollowedByAProofThatOnlyTheKeysHoldersCanMake() throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        var proof =
                Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal("192.0.2.7".getBytes("US-ASCII")));

        assertThat(ClientAddresses.of(TEXT, "").told(PEER, List.of())).isEqualTo("192.0.2.7 " + proof);
    }

    @Test
    void withoutProxiesNobodysWordIsBelieved() {
        assertThat(client("", "192.0.2.7", "6.6.6.6")).isEqualTo("192.0.2.7");
    }

    @Test
    void aProxyOfOursIsBelievedAndAStrangerIsNot() {
        assertThat(client("192.0.2.0/24", "192.0.2.7", "203.0.113.5")).isEqualTo("203.0.113.5");
        assertThat(client("192.0.2.0/24", "198.51.100.1", "203.0.113.5")).isEqualTo("198.51.100.1");
    }

    @Test
    void whatTheClientPutInFrontOfTheProxysWordIsNotBelieved() {
        assertThat(client("192.0.2.0/24", "192.0.2.7", "6.6.6.6, 203.0.113.5")).isEqualTo("203.0.113.5");
        assertThat(client("192.0.2.0/24", "192.0.2.7", "6.6.6.6", "203.0.113.5"))
                .isEqualTo("203.0.113.5");
    }

    @Test
    void aChainOfProxiesIsFollowedToTheFirstThatIsNoneOfOurs() {
        assertThat(client("192.0.2.0/24, 2001:db8::/32", "192.0.2.7", "6.6.6.6, 203.0.113.5, 2001:db8::1, 192.0.2.8"))
                .isEqualTo("203.0.113.5");
    }

    @Test
    void portsOfProxiesAreLeftOut() {
        assertThat(client("192.0.2.0/24", "192.0.2.7", "203.0.113.5:4711")).isEqualTo("203.0.113.5");
        assertThat(client("192.0.2.0/24", "192.0.2.7", "[2001:db8::9]:4711")).isEqualTo("2001:db8:0:0:0:0:0:9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "localhost",
                "_hidden",
                "1",
                "1.2.3",
                "999.1.1.1",
                "fe80::1%eth0",
                "[::1",
                ":",
                "a:b:c",
                "%00"
            })
    void whatIsNoAddressEndsTheChain(String garbage) {
        assertThat(client("192.0.2.0/24", "192.0.2.7", "6.6.6.6, " + garbage)).isEqualTo("192.0.2.7");
    }

    @Test
    void settingsThatMeanNothingAreRefusedWithWhatWouldDo() {
        assertThatThrownBy(() -> ClientAddresses.of("c2hvcnQ", "")).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> ClientAddresses.of("not base64!", "")).hasMessageContaining("base64url");
        for (var bad : List.of("10.0.0.0/33", "10.0.0.0/", "proxy.example", "::/129", "*")) {
            assertThatThrownBy(() -> ClientAddresses.of(TEXT, bad)).as(bad).hasMessageContaining("10.0.0.0/8");
        }
    }

    private static String client(String proxies, String peer, String... forwardedFor) {
        return ClientAddresses.of(TEXT, proxies)
                .told(InetAddress.ofLiteral(peer), List.of(forwardedFor))
                .split(" ")[0];
    }
}
