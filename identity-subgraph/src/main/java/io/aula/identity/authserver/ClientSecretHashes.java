package io.aula.identity.authserver;

import io.aula.platform.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Client secrets as SHA-256, several at once while one is being replaced. A slow hash would protect nothing here: these
 * secrets are made by a machine from 256 random bits, and are checked at each token request.
 */
public final class ClientSecretHashes implements PasswordEncoder {
    private static final String SEPARATOR = ",";

    public static String sha256(String secret) {
        return Sha256.hex(secret);
    }

    static String join(List<String> hashes) {
        return String.join(SEPARATOR, hashes);
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return secret == null ? null : sha256(secret.toString());
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String hashes) {
        if (secret == null || hashes == null || hashes.isEmpty()) {
            return false;
        }
        byte[] presented = sha256(secret.toString()).getBytes(StandardCharsets.US_ASCII);
        boolean matches = false;
        for (String hash : hashes.split(SEPARATOR)) {
            matches |= MessageDigest.isEqual(presented, hash.getBytes(StandardCharsets.US_ASCII));
        }
        return matches;
    }
}
