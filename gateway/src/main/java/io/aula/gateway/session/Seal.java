package io.aula.gateway.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts and authenticates a cookie's value: AES-GCM with a random 96-bit nonce (NIST SP 800-38D), the cookie's name as
 * associated data, so that one cookie cannot be put in another's place.
 */
final class Seal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyRing keys;

    Seal(KeyRing keys) {
        this.keys = keys;
    }

    String close(String name, byte[] plain) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        SecretKey key = keys.find(keys.currentId()).orElseThrow();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, name).doFinal(plain);
            byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return keys.currentId() + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM cannot seal with AES-GCM", e);
        }
    }

    /** Empty when the value was not sealed by us under this name, by a key that is still in the ring. */
    Optional<byte[]> open(String name, String value) {
        int dot = value.indexOf('.');
        Optional<SecretKey> key = dot < 0 ? Optional.empty() : keys.find(value.substring(0, dot));
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(value.substring(dot + 1));
            if (all.length <= NONCE) {
                return Optional.empty();
            }
            byte[] nonce = Arrays.copyOf(all, NONCE);
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, key.get(), nonce, name).doFinal(all, NONCE, all.length - NONCE));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
