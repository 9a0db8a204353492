package io.aula.media;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ring of signing keys, {@code kid:base64,kid:base64}: the first signs, all verify. Rotation adds a key in front
 * and drops the last; dropping one at once ends every grant it signed.
 */
public final class MediaKeys {

    private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{1,16}");
    private static final int SHORTEST_KEY = 32;

    private final Map<String, SecretKeySpec> byKid;

    private MediaKeys(Map<String, SecretKeySpec> byKid) {
        this.byKid = byKid;
    }

    public static MediaKeys parse(String ring) {
        Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
        for (String entry : ring.split(",")) {
            String[] parts = entry.strip().split(":", 2);
            if (parts.length != 2 || !KID.matcher(parts[0]).matches()) {
                throw new IllegalArgumentException("media keys are kid:base64key[,kid:base64key]");
            }
            keys.put(parts[0], key(parts[0], parts[1]));
        }
        return new MediaKeys(keys);
    }

    private static SecretKeySpec key(String kid, String base64) {
        byte[] key = Base64.getDecoder().decode(base64);
        if (key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException("media key " + kid + " has fewer than " + SHORTEST_KEY + " bytes");
        }
        return new SecretKeySpec(key, "HmacSHA256");
    }

    String signingKid() {
        return byKid.keySet().iterator().next();
    }

    /** Empty when the key is not in the ring (any more). */
    Optional<byte[]> mac(String kid, byte[] message) {
        return Optional.ofNullable(byKid.get(kid)).map(key -> hmac(key, message));
    }

    private static byte[] hmac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java platform", e);
        }
    }

    @Override
    public String toString() {
        return "MediaKeys" + byKid.keySet();
    }
}
