package io.aula.identity.authserver.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals private keys with AES-256-GCM, bound to the key id so that rows cannot be swapped. */
final class KeySealer {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    KeySealer(byte[] key) {
        if (key.length != 32) {
            throw new IllegalArgumentException("The key encryption key must be 32 bytes, it is " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    byte[] seal(String kid, String plain) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, kid, nonce, plain.getBytes(StandardCharsets.UTF_8));
        byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
        return whole;
    }

    String open(String kid, byte[] whole) {
        byte[] nonce = Arrays.copyOf(whole, NONCE);
        byte[] plain = run(Cipher.DECRYPT_MODE, kid, nonce, Arrays.copyOfRange(whole, NONCE, whole.length));
        return new String(plain, StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, String kid, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(kid.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(
                    "Signing key " + kid + " cannot be opened: is AULA_KEY_ENCRYPTION_KEY the one it was sealed with?",
                    failure);
        }
    }
}
