package io.aula.gateway.session;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where to go after signing in: a path of this origin and nothing else, so that the sign-in redirects to no other site. It is text
 * that somebody typed or a page made, so it is never parsed as a URI: what has no place in one is percent-encoded (RFC 3986 §2.1),
 * a percent sign that encodes nothing included.
 */
final class ReturnPath {
    private static final String HOME = "/";
    private static final int MAX_CHARACTERS = 1_000;
    /** As it leaves: with more the cookie that keeps it would be dropped (RFC 6265 §6.1). */
    private static final int MAX_ENCODED = 2_000;

    /** What may stand in a path, a query or a fragment as it is (RFC 3986, appendix A). */
    private static final String PLAIN = "-._~!$&'()*+,;=:@/?#";

    private ReturnPath() {}

    static String of(@Nullable String wanted) {
        if (wanted == null || wanted.length() > MAX_CHARACTERS || !wanted.startsWith("/")) {
            return HOME;
        }
        // "//host" and "/\host" are other origins to a browser; control characters split headers, and browsers skip
        // them.
        boolean elsewhere = wanted.startsWith("//") || wanted.indexOf('\\') >= 0;
        boolean control = wanted.chars().anyMatch(c -> c < 0x20 || c == 0x7f);
        if (elsewhere || control) {
            return HOME;
        }
        String path = encoded(wanted.getBytes(StandardCharsets.UTF_8));
        return path.length() > MAX_ENCODED ? HOME : path;
    }

    private static String encoded(byte[] text) {
        StringBuilder out = new StringBuilder(text.length);
        boolean inFragment = false;
        for (int i = 0; i < text.length; i++) {
            char c = (char) (text[i] & 0xff);
            boolean again = c == '#' && inFragment;
            inFragment |= c == '#';
            if (isPlain(c) && !again || c == '%' && isEscape(text, i)) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PLAIN.indexOf(c) >= 0;
    }

    private static boolean isEscape(byte[] text, int at) {
        return at + 2 < text.length && Character.digit(text[at + 1], 16) >= 0 && Character.digit(text[at + 2], 16) >= 0;
    }
}
