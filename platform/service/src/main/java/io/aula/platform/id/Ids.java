package io.aula.platform.id;

import io.aula.platform.hash.Sha256;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes ids of the form {@code prefix_ULID}: sortable by time to the millisecond, 80 random bits, safe in URLs.
 *
 * <p>Source: the ULID specification (Crockford base 32, 26 characters).
 */
public final class Ids {
    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int ULID_LENGTH = 26;
    private static final int TIME_LENGTH = 10;
    private static final int PREFIX_LENGTH = 3;
    private static final int SHORTEST = 20;
    private static final int LONGEST = 30;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A new id with this prefix, for example {@code crs_01K…}. */
    public static String next(String prefix) {
        return prefix + '_' + ulid(System.currentTimeMillis());
    }

    /** The id of this prefix that is made of what is named, and of nothing else: 130 bits of its SHA-256. */
    static String of(String prefix, String named) {
        byte[] digest = Sha256.of(named);
        char[] text = new char[ULID_LENGTH];
        for (int i = 0; i < ULID_LENGTH; i++) {
            text[i] = ALPHABET[digest[i] & 31];
        }
        return prefix + '_' + new String(text);
    }

    /**
     * Whether the text is an id of this prefix; says nothing about whether the object exists. Ids that were given by hand are
     * a little shorter or longer than a ULID.
     */
    public static boolean is(String prefix, String id) {
        int length = id.length() - prefix.length() - 1;
        return length >= SHORTEST
                && length <= LONGEST
                && id.startsWith(prefix + "_")
                && id.chars().skip(prefix.length() + 1L).allMatch(Ids::isOfAnId);
    }

    /** Whether the text is an id of any prefix. */
    public static boolean isAny(String id) {
        int end = id.indexOf('_');
        return end == PREFIX_LENGTH
                && id.chars().limit(end).allMatch(c -> c >= 'a' && c <= 'z')
                && is(id.substring(0, end), id);
    }

    /** What a stranger says, when it is an id of this prefix. */
    static <I> Optional<I> parse(String prefix, String text, Function<String, I> kind) {
        return is(prefix, text) ? Optional.of(kind.apply(text)) : Optional.empty();
    }

    static void require(String prefix, String id) {
        if (!is(prefix, id)) {
            throw new IllegalArgumentException("not an id of " + prefix);
        }
    }

    private static boolean isOfAnId(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    }

    private static String ulid(long millis) {
        char[] text = new char[ULID_LENGTH];
        long rest = millis;
        for (int i = TIME_LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET[(int) (rest & 31)];
            rest >>>= 5;
        }
        byte[] random = new byte[ULID_LENGTH - TIME_LENGTH];
        RANDOM.nextBytes(random);
        for (int i = 0; i < random.length; i++) {
            text[TIME_LENGTH + i] = ALPHABET[random[i] & 31];
        }
        return new String(text);
    }
}
