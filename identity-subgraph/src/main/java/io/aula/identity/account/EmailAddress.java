package io.aula.identity.account;

import io.aula.platform.text.PlainText;
import java.net.IDN;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An address in the one form in which addresses are kept and compared: composed, in lower case, the domain as its DNS name.
 * RFC 5321 §2.4 lets a mailbox tell cases apart; no provider does, and people type either.
 */
public record EmailAddress(String value) {
    /** A name as DNS has it, and no address in brackets (RFC 5321 §4.1.3): mail to the machine that is asked would be mail to ourselves. */
    private static final Pattern SHAPE = Pattern.compile("[^\\s@<>\",;:\\\\()\\[\\]]{1,64}"
            + "@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,20}[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");

    private static final int LONGEST = 254;

    /** Whatever was typed, brought to that form; {@link #isPlausible} says whether it can be an address at all. */
    public static EmailAddress of(String typed) {
        String plain = PlainText.trimmed(PlainText.normalized(typed)).toLowerCase(Locale.ROOT);
        int at = plain.lastIndexOf('@');
        return new EmailAddress(at < 0 ? plain : plain.substring(0, at + 1) + domain(plain.substring(at + 1)));
    }

    public boolean isPlausible() {
        return value.length() <= LONGEST && SHAPE.matcher(value).matches() && !PlainText.hasUnseen(value);
    }

    /**
     * Every spelling under which a row may stand that is older than this form, this one first: the mailbox composed or not,
     * the domain as its DNS name or as it is read.
     */
    public List<String> spellings() {
        int at = value.lastIndexOf('@');
        if (at < 0) {
            return List.of(value);
        }
        String local = value.substring(0, at);
        String domain = value.substring(at + 1);
        String read = IDN.toUnicode(domain);
        return Stream.of(local, decomposed(local))
                .flatMap(mailbox -> Stream.of(domain, read, decomposed(read)).map(host -> mailbox + "@" + host))
                .distinct()
                .toList();
    }

    private static String decomposed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD);
    }

    private static String domain(String typed) {
        // What cannot be seen would be left out in silence, and another domain written to than the one that was typed.
        if (typed.chars().allMatch(c -> c < 0x80) || PlainText.hasUnseen(typed)) {
            return typed;
        }
        try {
            return IDN.toASCII(typed).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            return typed;
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
