package io.aula.gateway.executor;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON bytes into {@link Records} in one pass, keeping scalars as slices. Refuses everything RFC 8259 refuses. */
public final class TapeReader {

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int MAX_DEPTH = 256;
    /** GraphQL, section 2.1.9. */
    static final Pattern NAME = Pattern.compile("[_A-Za-z][_0-9A-Za-z]*");
    /** As answers usually are, of which much repeats; where there are more cells, room is made as it is needed. */
    private static final int BYTES_PER_CELL = 32;

    private final Records records;
    private byte[] bytes = {};
    private int buffer;
    private int at;
    private int end;
    private long high;
    /** How many escapes have been read. */
    private int escapes;

    private long[] stack = new long[256];
    private long[] keys = new long[256];
    private int stacked;
    /** The layout of the object read last, or of a list's last object. */
    private @Nullable Layout latest;

    public TapeReader(Records records) {
        this.records = records;
    }

    /** The value these bytes hold; they must not change afterwards. */
    public long read(byte[] source, int length) throws MalformedJsonException {
        return read(source, length, null);
    }

    /** The same, with objects shared that stand at one place again. */
    long readRepeating(byte[] source, int length) throws MalformedJsonException {
        return read(source, length, new Place(Records.ABSENT));
    }

    private long read(byte[] source, int length, @Nullable Place place) throws MalformedJsonException {
        if (length > Records.MAX_BUFFER_BYTES) {
            throw new MalformedJsonException("More bytes than one answer may have", Records.MAX_BUFFER_BYTES);
        }
        bytes = source;
        buffer = records.addBuffer(source);
        records.expect(length / BYTES_PER_CELL);
        at = 0;
        end = length;
        high = 0;
        stacked = 0;
        var value = value(0, null, place);
        blank();
        if (at != end) {
            throw problem("Text after the value");
        }
        if ((high & HIGHS) != 0) {
            requireUtf8();
        }
        return value;
    }

    /** {@code like} is what an object here probably looks like, because the one before did. */
    private long value(int depth, @Nullable Layout like, @Nullable Place place) throws MalformedJsonException {
        if (depth > MAX_DEPTH) {
            throw problem("Nested too deeply");
        }
        blank();
        return switch (peek()) {
            case '"' -> string();
            case '{' -> place == null ? object(depth, like, null) : objectAt(place, depth, like);
            case '[' -> list(depth, like, place);
            case 't' -> word("true", Records.BOOLEAN);
            case 'f' -> word("false", Records.BOOLEAN);
            case 'n' -> word("null", Records.NULL);
            default -> number();
        };
    }

    private long objectAt(Place place, int depth, @Nullable Layout like) throws MalformedJsonException {
        var from = at;
        var known = place.find(bytes, from, end);
        if (known >= 0) {
            at += place.length(known);
            var object = records.again(place.object(known));
            latest = records.layout(object);
            return object;
        }
        var object = object(depth, like, place);
        place.add(bytes, from, at - from, object);
        return object;
    }

    private long object(int depth, @Nullable Layout like, @Nullable Place place) throws MalformedJsonException {
        var from = stacked;
        var expected = like;
        at++;
        blank();
        if (peek() == '}') {
            at++;
            latest = records.layouts().empty();
            return records.emptyObject();
        }
        for (var member = 0; ; member++) {
            blank();
            if (expected != null && (member == expected.count() || !repeats(expected.key(member)))) {
                expected = null;
            }
            var key = expected == null ? key() : expected.key(member);
            blank();
            expect(':');
            blank();
            latest = null;
            var below = place != null && opens() ? place.inside(records, key) : null;
            push(key, value(depth + 1, expected == null ? null : expected.inside(member), below));
            if (expected != null && latest != null) {
                expected.inside(member, latest);
            }
            blank();
            if (peek() == ',') {
                at++;
                continue;
            }
            expect('}');
            return members(from, expected);
        }
    }

    /** The object whose members are on the stack from there on. */
    private long members(int from, @Nullable Layout expected) {
        var count = stacked - from;
        latest = expected != null && expected.count() == count
                ? expected
                : records.layouts().of(keys, from, count);
        stacked = from;
        return records.object(latest, stack, from);
    }

    private long key() throws MalformedJsonException {
        if (peek() != '"') {
            throw problem("Expected a key");
        }
        var before = escapes;
        var key = string();
        return escapes == before ? key : plain(key);
    }

    /** A name with letters written as escapes is that name; of other keys nobody asks. */
    private long plain(long key) {
        var name = JsonValues.text(records, key);
        var known = NAME.matcher(name).matches() ? records.name(TypeNames.bytes(name)) : Records.ABSENT;
        return known == Records.ABSENT ? key : known;
    }

    /** Whether the key stands here once more; if so it is read. */
    private boolean repeats(long key) {
        var length = Records.length(key);
        var quote = at + 1 + length;
        if (quote >= end || bytes[at] != '"' || bytes[quote] != '"') {
            return false;
        }
        var known = records.bytes(key);
        if (!Bytes.equal(known, Records.offset(key), bytes, at + 1, length)) {
            return false;
        }
        if (known != bytes) {
            // Whoever sent it first may have been refused for it.
            high |= Bytes.or(bytes, at + 1, length);
        }
        at = quote + 1;
        return true;
    }

    private boolean opens() {
        return at < end && (bytes[at] == '{' || bytes[at] == '[');
    }

    /** Its items are all at the place of the list. */
    private long list(int depth, @Nullable Layout like, @Nullable Place place) throws MalformedJsonException {
        var from = stacked;
        var item = like;
        at++;
        blank();
        if (peek() == ']') {
            at++;
            return records.list(stack, from, 0);
        }
        while (true) {
            latest = null;
            push(0, value(depth + 1, item, place));
            item = latest == null ? item : latest;
            blank();
            if (peek() == ',') {
                at++;
                continue;
            }
            expect(']');
            var list = records.list(stack, from, stacked - from);
            stacked = from;
            latest = item;
            return list;
        }
    }

    private long string() throws MalformedJsonException {
        var from = ++at;
        while (true) {
            skipPlain();
            var c = peek();
            if (c == '"') {
                var length = at - from;
                at++;
                return Records.slice(Records.STRING, buffer, from, length);
            }
            if (c == '\\') {
                escape();
            } else if (c >= 0 && c < 0x20) {
                throw problem("Control character in a string");
            } else {
                high |= c;
                at++;
            }
        }
    }

    /** Eight bytes at a time while none of them is a quote, a backslash or a control character. */
    private void skipPlain() {
        while (at + 8 <= end) {
            var word = (long) Bytes.WORD.get(bytes, at);
            var quote = word ^ 0x2222222222222222L;
            var slash = word ^ 0x5C5C5C5C5C5C5C5CL;
            var special = (quote - ONES & ~quote | slash - ONES & ~slash | word - 0x2020202020202020L & ~word) & HIGHS;
            if (special != 0) {
                var plain = Long.numberOfTrailingZeros(special) >>> 3;
                high |= plain == 0 ? 0 : word << (64 - 8 * plain);
                at += plain;
                return;
            }
            high |= word;
            at += 8;
        }
    }

    private void escape() throws MalformedJsonException {
        escapes++;
        at++;
        var c = peek();
        if (c == 'u') {
            for (var i = 0; i < 4; i++) {
                at++;
                if (Character.digit(peek(), 16) < 0) {
                    throw problem("Not an escape");
                }
            }
        } else if ("\"\\/bfnrt".indexOf(c) < 0) {
            throw problem("Not an escape");
        }
        at++;
    }

    private long number() throws MalformedJsonException {
        var from = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        var tag = Records.INTEGER;
        if (at < end && bytes[at] == '.') {
            tag = Records.DECIMAL;
            at++;
            digits();
        }
        if (at < end && (bytes[at] | 0x20) == 'e') {
            tag = Records.SCIENTIFIC;
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        return Records.slice(tag, buffer, from, at - from);
    }

    private void digits() throws MalformedJsonException {
        var from = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw problem("Expected a value");
        }
    }

    private long word(String word, int tag) throws MalformedJsonException {
        var from = at;
        for (var i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
        return Records.slice(tag, buffer, from, word.length());
    }

    private void blank() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }

    private byte peek() throws MalformedJsonException {
        if (at >= end) {
            throw problem("Ends too early");
        }
        return bytes[at];
    }

    private void expect(char wanted) throws MalformedJsonException {
        if (peek() != wanted) {
            throw problem("Expected '" + wanted + "'");
        }
        at++;
    }

    private void push(long key, long value) {
        if (stacked == stack.length) {
            stack = Arrays.copyOf(stack, stacked * 2);
            keys = Arrays.copyOf(keys, stacked * 2);
        }
        keys[stacked] = key;
        stack[stacked++] = value;
    }

    private void requireUtf8() throws MalformedJsonException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end));
        } catch (CharacterCodingException e) {
            throw problem("Not UTF-8");
        }
    }

    private MalformedJsonException problem(String what) {
        return new MalformedJsonException(what, at);
    }
}
