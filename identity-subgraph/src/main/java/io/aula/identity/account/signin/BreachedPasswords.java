package io.aula.identity.account.signin;

import io.aula.platform.hash.Sha256;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;

/**
 * The passwords that whoever guesses tries first, from a million that once became public: a Bloom filter made by {@code
 * tools/breached-passwords.mjs}. It forgets none of them; of others it takes one in a hundred thousand for known.
 */
final class BreachedPasswords {
    private static final String RESOURCE = "/breached-passwords.bloom";
    private static final int HASHES = 16;
    private static final BreachedPasswords SHIPPED = read();

    private final long bits;
    private final byte[] filter;

    private BreachedPasswords(long bits, byte[] filter) {
        this.bits = bits;
        this.filter = filter;
    }

    /** @param prepared as {@link OpaqueString} gives it; case makes no difference to whoever guesses */
    static boolean contain(String prepared) {
        return SHIPPED.has(prepared.toLowerCase(Locale.ROOT));
    }

    private boolean has(String password) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(password));
        long first = Integer.toUnsignedLong(hash.getInt());
        long step = Integer.toUnsignedLong(hash.getInt());
        for (int i = 0; i < HASHES; i++) {
            long bit = (first + i * step) % bits;
            if ((filter[(int) (bit >> 3)] & 1 << (bit & 7)) == 0) {
                return false;
            }
        }
        return true;
    }

    private static BreachedPasswords read() {
        try (InputStream file = Objects.requireNonNull(BreachedPasswords.class.getResourceAsStream(RESOURCE));
                DataInputStream data = new DataInputStream(file)) {
            return new BreachedPasswords(Integer.toUnsignedLong(data.readInt()), data.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(RESOURCE, broken);
        }
    }
}
