package io.aula.gateway.session;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that seal cookies, as {@code kid:base64[,kid:base64]}: the first seals, all open, so that a rotation signs nobody
 * out. Each key has 16 or 32 bytes.
 */
public final class KeyRing {
    private final String current;
    private final Map<String, SecretKey> keys;

    private KeyRing(String current, Map<String, SecretKey> keys) {
        this.current = current;
        this.keys = Map.copyOf(keys);
    }

    /** Reads the ring; {@link IllegalArgumentException} says which entry is wrong and how it should look. */
    public static KeyRing parse(String text) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        for (String entry : text.split(",")) {
            String[] parts = entry.strip().split(":", 2);
            if (parts.length != 2 || !parts[0].matches("[A-Za-z0-9-]{1,16}")) {
                throw new IllegalArgumentException(
                        "AULA_SESSION_KEYS: an entry must look like k1:<base64 of 32 bytes>");
            }
            byte[] bytes = Base64.getDecoder().decode(parts[1]);
            if (bytes.length != 16 && bytes.length != 32) {
                throw new IllegalArgumentException("AULA_SESSION_KEYS: key " + parts[0] + " must have 16 or 32 bytes");
            }
            keys.put(parts[0], new SecretKeySpec(bytes, "AES"));
        }
        return new KeyRing(keys.keySet().iterator().next(), keys);
    }

    String currentId() {
        return current;
    }

    Optional<SecretKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }
}
