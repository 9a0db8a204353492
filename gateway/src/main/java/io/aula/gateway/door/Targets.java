package io.aula.gateway.door;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The characters of a request's target: RFC 3986, section 2, and what browsers send beside it. */
final class Targets {

    /** Browsers leave these as they are (URL standard, "query state"); RFC 3986 knows them only escaped, as do those behind us. */
    private static final String LOOSE = "\"<>[\\]^`{|}";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Targets() {}

    static @Nullable Problem problem(String target) {
        for (var i = 0; i < target.length(); i++) {
            var character = target.charAt(i);
            if (character <= ' ' || character >= 0x7F) {
                return Problem.malformed("The request target must be percent-encoded ASCII");
            }
            if (character == '%' && !isEscape(target, i)) {
                return Problem.malformed(
                        "A percent sign in the request target stands before two hexadecimal digits: for itself"
                                + " write %25");
            }
        }
        return null;
    }

    /** What a person typed or a page linked to: a percent sign that escapes nothing is one, and letters are letters. */
    static String asMeant(String target) {
        var text = new StringBuilder(target.length());
        for (var i = 0; i < target.length(); i++) {
            var character = target.charAt(i);
            // As it was read, each byte of UTF-8 is a character.
            var isByte = character >= 0x80 && character <= 0xFF;
            if (isByte || character == '%' && !isEscape(target, i)) {
                text.append('%').append(HEX.toHexDigits((byte) character));
            } else {
                text.append(character);
            }
        }
        return text.length() == target.length() ? target : text.toString();
    }

    private static boolean isEscape(String target, int at) {
        return at + 2 < target.length()
                && HexFormat.isHexDigit(target.charAt(at + 1))
                && HexFormat.isHexDigit(target.charAt(at + 2));
    }

    /** The same target as everybody reads it; nearly always it is that already. */
    static String escaped(String target) {
        var loose = 0;
        for (var i = 0; i < target.length(); i++) {
            loose += isLoose(target.charAt(i)) ? 1 : 0;
        }
        return loose == 0 ? target : escaped(target, loose);
    }

    private static String escaped(String target, int loose) {
        var text = new StringBuilder(target.length() + 2 * loose);
        for (var i = 0; i < target.length(); i++) {
            var character = target.charAt(i);
            if (isLoose(character)) {
                text.append('%').append(HEX.toHexDigits((byte) character));
            } else {
                text.append(character);
            }
        }
        return text.toString();
    }

    private static boolean isLoose(char character) {
        return LOOSE.indexOf(character) >= 0;
    }
}
