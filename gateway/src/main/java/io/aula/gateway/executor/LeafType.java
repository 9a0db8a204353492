package io.aula.gateway.executor;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What a scalar's value may be (GraphQL, section 3.5). Nearly all values are what they shall be, which {@link #takes} tells from their
 * tag and length alone; what is left is coerced where nothing is lost by it.
 */
enum LeafType {
    /** Of nine digits each number is in range. */
    INT("Int", 9, Records.INTEGER) {
        @Override
        boolean coerce(Records records, long value, JsonBuffer out) {
            if (Records.tag(value) == Records.INTEGER && Records.length(value) <= LONGEST_INT) {
                return ofDigits(records, value, out);
            }
            var number = whole(numeral(records, value));
            if (!number.isEmpty()) {
                out.raw(number);
            }
            return !number.isEmpty();
        }
    },
    /** Of three hundred digits each number is finite. */
    FLOAT("Float", 300, Records.INTEGER, Records.DECIMAL) {
        @Override
        boolean coerce(Records records, long value, JsonBuffer out) {
            if (isShortPower(records, value)) {
                out.value(records, value);
                return true;
            }
            var text = numeral(records, value);
            if (text.isEmpty() || !Double.isFinite(Double.parseDouble(text))) {
                return false;
            }
            out.raw(text);
            return true;
        }
    },
    STRING("String", Records.MAX_BUFFER_BYTES, Records.STRING) {
        @Override
        boolean coerce(Records records, long value, JsonBuffer out) {
            return switch (Records.tag(value)) {
                case Records.INTEGER, Records.DECIMAL, Records.SCIENTIFIC, Records.BOOLEAN ->
                    quoted(records, value, out);
                default -> false;
            };
        }
    },
    BOOLEAN("Boolean", Records.MAX_BUFFER_BYTES, Records.BOOLEAN) {
        @Override
        boolean coerce(Records records, long value, JsonBuffer out) {
            if (Records.tag(value) != Records.INTEGER) {
                return false;
            }
            var digits = JsonValues.raw(records, value);
            out.raw(digits.equals("0") || digits.equals("-0") ? "false" : "true");
            return true;
        }
    },
    ID("ID", Records.MAX_BUFFER_BYTES, Records.STRING) {
        @Override
        boolean coerce(Records records, long value, JsonBuffer out) {
            return Records.tag(value) == Records.INTEGER && quoted(records, value, out);
        }
    },
    /** Of a scalar of somebody's own only the subgraph knows what it may be. */
    CUSTOM(
            "",
            Records.MAX_BUFFER_BYTES,
            Records.STRING,
            Records.INTEGER,
            Records.DECIMAL,
            Records.SCIENTIFIC,
            Records.BOOLEAN,
            Records.OBJECT,
            Records.LIST) {
        @Override
        boolean coerce(Records records, long value, JsonBuffer out) {
            return false;
        }
    };

    /** Whoever writes more digits does not mean a number that anybody can use; and reading them takes the square of their count. */
    private static final int LONGEST_NUMERAL = 400;
    /** Of that many digits an Int with zeros behind its point may be. */
    private static final int LONGEST_WHOLE = 100;

    /** Of the least one. */
    private static final int LONGEST_INT = 11;
    /** With a mantissa that takes no more, and an exponent of two digits, a number is finite. */
    private static final int LONGEST_SHORT_POWER = 200;

    private static final Pattern NUMERAL = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private final String named;
    private final int tags;
    private final int longest;

    LeafType(String named, int longest, int... tags) {
        this.named = named;
        this.longest = longest;
        var bits = 0;
        for (var tag : tags) {
            bits |= 1 << tag;
        }
        this.tags = bits;
    }

    static LeafType named(String scalar) {
        return switch (scalar) {
            case "Int" -> INT;
            case "Float" -> FLOAT;
            case "String" -> STRING;
            case "Boolean" -> BOOLEAN;
            case "ID" -> ID;
            default -> CUSTOM;
        };
    }

    String named() {
        return named;
    }

    /** Whether the value may be written as it was read. Of others, but for null, {@link #coerce} tells. */
    boolean takes(long value) {
        return (tags >>> Records.tag(value) & 1) != 0 && Records.length(value) <= longest;
    }

    /** Writes what the value stands for; false, and nothing is written, if it stands for none of this type. */
    abstract boolean coerce(Records records, long value, JsonBuffer out);

    private static boolean quoted(Records records, long value, JsonBuffer out) {
        out.put('"').value(records, value).put('"');
        return true;
    }

    /** Times in seconds have ten digits, so this is no rare way. */
    private static boolean ofDigits(Records records, long value, JsonBuffer out) {
        var bytes = records.bytes(value);
        var from = Records.offset(value);
        var isNegative = bytes[from] == '-';
        var number = 0L;
        for (var i = isNegative ? from + 1 : from; i < from + Records.length(value); i++) {
            number = number * 10 + bytes[i] - '0';
        }
        number = isNegative ? -number : number;
        if (number != (int) number) {
            return false;
        }
        out.value(records, value);
        return true;
    }

    /** As Java writes numbers from ten millions on, {@code 1.2E7}. */
    private static boolean isShortPower(Records records, long value) {
        if (Records.tag(value) != Records.SCIENTIFIC || Records.length(value) > LONGEST_SHORT_POWER) {
            return false;
        }
        var bytes = records.bytes(value);
        var end = Records.offset(value) + Records.length(value);
        for (var i = Math.max(Records.offset(value), end - 3); i < end; i++) {
            if ((bytes[i] | 0x20) == 'e') {
                return true;
            }
        }
        return false;
    }

    /** The number that it is, or that is written in it; empty if there is none. */
    private static String numeral(Records records, long value) {
        return switch (Records.tag(value)) {
            case Records.INTEGER, Records.DECIMAL, Records.SCIENTIFIC, Records.STRING -> {
                var text = Records.length(value) > LONGEST_NUMERAL ? "" : JsonValues.raw(records, value);
                yield NUMERAL.matcher(text).matches() ? text : "";
            }
            default -> "";
        };
    }

    /** The same number without a fraction; empty if it has one, or is none of 32 bits. */
    private static String whole(String numeral) {
        if (numeral.isEmpty()
                || numeral.length() > LONGEST_WHOLE
                || Math.abs(Double.parseDouble(numeral)) > 1L << Integer.SIZE) {
            return "";
        }
        try {
            return String.valueOf(new BigDecimal(numeral).intValueExact());
        } catch (ArithmeticException | NumberFormatException none) { // as of an exponent that is none
            return "";
        }
    }
}
