package io.aula.devstack.stripe.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final String BODY = "{\"id\":\"evt_1\",\"object\":\"event\",\"data\":{}}";

    @Test
    void isStripesOwnForAKnownTimeAndSecret() {
        assertThat(Signature.header(List.of("whsec_a"), 12_345, "{}"))
                .isEqualTo("t=12345,v1=" + hmacByStripesClient("whsec_a", "12345.{}"));
    }

    @Test
    void duringARotationEitherSecretVerifies() {
        String header = Signature.header(
                List.of("whsec_new", "whsec_old"), Instant.now().getEpochSecond(), BODY);
        for (String secret : List.of("whsec_new", "whsec_old")) {
            assertThatCode(() -> Webhook.constructEvent(BODY, header, secret)).doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> Webhook.constructEvent(BODY, header, "whsec_other"))
                .isInstanceOf(SignatureVerificationException.class);
    }

    private static String hmacByStripesClient(String secret, String text) {
        try {
            return Webhook.Util.computeHmacSha256(secret, text);
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
