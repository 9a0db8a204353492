package io.aula.identity.authserver.key;

import com.nimbusds.jose.jwk.JWK;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lets tests of other packages rotate the keys. */
@Component
public class SigningKeyRotation {
    private final SigningKeyRing ring;
    private final Clock clock;

    SigningKeyRotation(SigningKeyRing ring, Clock clock) {
        this.ring = ring;
        this.clock = clock;
    }

    public List<String> publishedKeyIds() {
        return ring.published().stream().map(JWK::getKeyID).toList();
    }

    public String rotateNow() {
        ring.rotate(clock.instant(), clock.instant());
        return ring.signing().getKeyID();
    }
}
