package io.aula.identity.authserver.client;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Draws secrets: 256 random bits behind a prefix by which they are found where they should not be. */
@Component
final class NewSecrets {
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    String next(String prefix) {
        byte[] drawn = new byte[BYTES];
        random.nextBytes(drawn);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }
}
