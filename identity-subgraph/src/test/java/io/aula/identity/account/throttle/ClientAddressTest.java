package io.aula.identity.account.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aula.platform.http.SignedAddress;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {
    private static final byte[] KEY =
            "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final String ENCODED =
            Base64.getUrlEncoder().withoutPadding().encodeToString(KEY);

    @Test
    void theGatewaysWordIsBelievedWhenItIsSigned() throws Exception {
        assertThat(seen(ENCODED, "203.0.113.7 " + sign("203.0.113.7"))).isEqualTo("203.0.113.7");
        assertThat(seen(ENCODED, "2001:db8::1 " + sign("2001:db8::1"))).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @Test
    void anythingElseIsThePeer() throws Exception {
        for (String header : new String[] {
            "203.0.113.7",
            "203.0.113.7 " + sign("203.0.113.8"),
            "203.0.113.7 %%%",
            "nonsense " + sign("nonsense"),
            "203.0.113.7 " + sign("203.0.113.7") + " more",
            ""
        }) {
            assertThat(seen(ENCODED, header)).as(header).isEqualTo("198.51.100.9");
        }
        assertThat(seen("", "203.0.113.7 " + sign("203.0.113.7"))).isEqualTo("198.51.100.9");
        assertThat(seen(ENCODED, null)).isEqualTo("198.51.100.9");
    }

    @Test
    void aKeyThatCanBeGuessedIsRefused() {
        String shortKey = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[31]);
        assertThatThrownBy(() -> new ClientAddress(shortKey)).hasMessageContaining("AULA_GATEWAY_KEY");
    }

    private static String seen(String key, String header) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr("198.51.100.9");
        if (header != null) {
            request.addHeader(SignedAddress.HEADER, header);
        }
        return new ClientAddress(key).of(request).getHostAddress();
    }

    private static String sign(String address) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(address.getBytes()));
    }
}
