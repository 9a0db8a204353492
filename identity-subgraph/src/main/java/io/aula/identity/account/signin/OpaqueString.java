package io.aula.identity.account.signin;

import java.text.Normalizer;
import java.util.Optional;

/**
 * A password prepared as RFC 8265 §4.2 says, so that the same one typed on two machines is the same string: every space
 * becomes U+0020, then the text is composed (NFC); case and width stay. What RFC 8264's FreeformClass disallows is refused:
 * controls, what is not assigned, private use, and characters that nobody sees. Of the joiners (its rule CONTEXTJ) the place
 * is not checked: a password is shown to nobody.
 */
final class OpaqueString {
    private OpaqueString() {}

    /** The prepared password; empty when it holds a character that cannot be in one. */
    static Optional<String> of(String typed) {
        StringBuilder spaced = new StringBuilder(typed.length());
        typed.codePoints()
                .forEach(c -> spaced.appendCodePoint(Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c));
        String prepared = Normalizer.normalize(spaced, Normalizer.Form.NFC);
        boolean allowed = !prepared.isEmpty() && prepared.codePoints().allMatch(OpaqueString::isAllowed);
        return allowed ? Optional.of(prepared) : Optional.empty();
    }

    private static boolean isAllowed(int c) {
        if (c == 0x200C || c == 0x200D) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !isIgnorable(c) && !isOldJamo(c);
        };
    }

    /** Default_Ignorable_Code_Point beyond the format characters (Unicode, DerivedCoreProperties). */
    private static boolean isIgnorable(int c) {
        return c == 0x34F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || c >= 0x180B && c <= 0x180F
                || c == 0x3164
                || c >= 0xFE00 && c <= 0xFE0F
                || c == 0xFFA0
                || c >= 0xE0100 && c <= 0xE01EF;
    }

    /** RFC 8264 §9.9: conjoining jamo that belong to no syllable once composed. */
    private static boolean isOldJamo(int c) {
        return c >= 0x1100 && c <= 0x11FF || c >= 0xA960 && c <= 0xA97C || c >= 0xD7B0 && c <= 0xD7FB;
    }
}
