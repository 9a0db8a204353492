package io.aula.gateway.executor;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records as plain Java values, for the cold paths: a client's variables, a subgraph's error codes. */
public final class JsonValues {

    private static final int MAX_DIGITS = 400;
    private static final double MOST = 1e300;

    private JsonValues() {}

    public static @Nullable Object of(Records records, long value) {
        return switch (Records.tag(value)) {
            case Records.STRING -> text(records, value);
            case Records.BOOLEAN -> raw(records, value).equals("true");
            case Records.INTEGER, Records.DECIMAL, Records.SCIENTIFIC -> number(raw(records, value));
            case Records.OBJECT -> map(records, value);
            case Records.LIST -> list(records, value);
            default -> null;
        };
    }

    /** The text of a string, unescaped. */
    public static String text(Records records, long string) {
        var raw = raw(records, string);
        return raw.indexOf('\\') < 0 ? raw : unescape(raw);
    }

    static String raw(Records records, long slice) {
        return new String(records.bytes(slice), Records.offset(slice), Records.length(slice), StandardCharsets.UTF_8);
    }

    public static Map<String, @Nullable Object> map(Records records, long object) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < records.size(object); i++) {
            map.put(text(records, records.key(object, i)), of(records, records.value(object, i)));
        }
        return map;
    }

    private static List<@Nullable Object> list(Records records, long list) {
        var items = new ArrayList<@Nullable Object>();
        for (var i = 0; i < records.size(list); i++) {
            items.add(of(records, records.item(list, i)));
        }
        return items;
    }

    private static Object number(String raw) {
        if (raw.length() < 10 && !isFraction(raw)) {
            return Integer.valueOf(raw);
        }
        if (raw.length() > MAX_DIGITS) {
            // Exact numbers take the square of their digits to read, and nobody means so many.
            return Double.valueOf(raw);
        }
        return isFraction(raw) ? fraction(raw) : new BigInteger(raw);
    }

    private static boolean isFraction(String raw) {
        return raw.indexOf('.') >= 0 || raw.indexOf('e') >= 0 || raw.indexOf('E') >= 0;
    }

    /** A huge exponent would make graphql-java expand it digit by digit, and BigDecimal knows none beyond its own. */
    private static Object fraction(String raw) {
        var value = Double.parseDouble(raw);
        var magnitude = Math.abs(value);
        return magnitude > MOST || magnitude < 1 / MOST ? (Object) value : new BigDecimal(raw);
    }

    private static String unescape(String raw) {
        var out = new StringBuilder(raw.length());
        var from = 0;
        for (var slash = raw.indexOf('\\'); slash >= 0; slash = raw.indexOf('\\', from)) {
            out.append(raw, from, slash);
            var c = raw.charAt(slash + 1);
            from = slash + 2;
            switch (c) {
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'u' -> {
                    out.append((char) Integer.parseInt(raw, from, from + 4, 16));
                    from += 4;
                }
                default -> out.append(c);
            }
        }
        return out.append(raw, from, raw.length()).toString();
    }
}
