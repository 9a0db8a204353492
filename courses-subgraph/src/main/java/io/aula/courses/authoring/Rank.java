package io.aula.courses.authoring;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Places between places: a text that sorts (by its bytes) between two others, so that a drag writes one row.
 *
 * <pre>
 *   between(null, null) = V      between(V, null) = k      between(V, W) = VV
 * </pre>
 */
final class Rank {
    // In the order of ASCII, which is that of collation "C".
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Rank() {}

    /** Places for so many in a row, evenly apart, three digits at most. */
    static List<String> spread(int count) {
        int all = DIGITS.length() * DIGITS.length() * DIGITS.length();
        return IntStream.rangeClosed(1, count)
                .mapToObj(at -> digits((int) ((long) at * all / (count + 1))))
                .toList();
    }

    private static String digits(int value) {
        int base = DIGITS.length();
        String text = "" + DIGITS.charAt(value / base / base) + DIGITS.charAt(value / base % base)
                + DIGITS.charAt(value % base);
        return text.replaceAll("0+$", "");
    }

    /** @param before the place above, null for none; @param after the place below, null for none */
    static String between(@Nullable String before, @Nullable String after) {
        String low = before == null ? "" : before;
        if (after != null && low.compareTo(after) >= 0) {
            throw new IllegalArgumentException("nothing lies between " + low + " and " + after);
        }
        return middle(low, after);
    }

    private static String middle(String low, @Nullable String high) {
        if (high != null) {
            int common = common(low, high);
            if (common > 0) {
                String rest = common < low.length() ? low.substring(common) : "";
                return high.substring(0, common) + middle(rest, high.substring(common));
            }
        }
        int from = low.isEmpty() ? 0 : DIGITS.indexOf(low.charAt(0));
        int to = high == null ? DIGITS.length() : DIGITS.indexOf(high.charAt(0));
        if (to - from > 1) {
            return String.valueOf(DIGITS.charAt((from + to) / 2));
        }
        if (high != null && high.length() > 1) {
            return high.substring(0, 1);
        }
        return DIGITS.charAt(from) + middle(low.isEmpty() ? "" : low.substring(1), null);
    }

    /** A text that ended is read on as zeros, which is why no rank ends with one. */
    private static int common(String low, String high) {
        int at = 0;
        while (at < high.length() && (at < low.length() ? low.charAt(at) : '0') == high.charAt(at)) {
            at++;
        }
        return at;
    }
}
