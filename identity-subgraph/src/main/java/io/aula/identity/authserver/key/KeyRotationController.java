package io.aula.identity.authserver.key;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** For {@code bin/rotate-keys}; the gateway leads nobody here. */
@RestController
class KeyRotationController {
    private final SigningKeyRing ring;

    KeyRotationController(SigningKeyRing ring) {
        this.ring = ring;
    }

    @PostMapping("/internal/signing-keys")
    SigningKeyRing.Rotation rotate() {
        return ring.rotate();
    }
}
