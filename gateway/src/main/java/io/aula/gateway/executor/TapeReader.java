package io.aula.gateway.executor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads JSON bytes into {@link Records} in one pass, keeping scalars as slices. Refuses everything RFC 8259 refuses. */
public final class TapeReader {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int MAX_DEPTH = 256;

    private final Records records;
    private byte[] bytes = {};
    private int buffer;
    private int at;
    private int end;
    private long high;
    private long[] stack = new long[256];
    private int stacked;

    public TapeReader(Records records) {
        this.records = records;
    }

    /** The value these bytes hold; they must not change afterwards. */
    public long read(byte[] source, int length) throws MalformedJsonException {
        if (length > Records.MAX_BUFFER_BYTES) {
            throw new MalformedJsonException("More bytes than one answer may have", Records.MAX_BUFFER_BYTES);
        }
        bytes = source;
        buffer = records.addBuffer(source);
        at = 0;
        end = length;
        high = 0;
        stacked = 0;
        var value = value(0);
        blank();
        if (at != end) {
            throw problem("Text after the value");
        }
        if ((high & HIGHS) != 0) {
            requireUtf8();
        }
        return value;
    }

    private long value(int depth) throws MalformedJsonException {
        if (depth > MAX_DEPTH) {
            throw problem("Nested too deeply");
        }
        blank();
        return switch (peek()) {
            case '"' -> string();
            case '{' -> object(depth);
            case '[' -> list(depth);
            case 't' -> word("true", Records.SCALAR);
            case 'f' -> word("false", Records.SCALAR);
            case 'n' -> word("null", Records.NULL);
            default -> number();
        };
    }

    private long object(int depth) throws MalformedJsonException {
        var from = stacked;
        at++;
        blank();
        if (peek() == '}') {
            at++;
            return records.object(stack, from, 0);
        }
        while (true) {
            blank();
            if (peek() != '"') {
                throw problem("Expected a key");
            }
            push(string());
            blank();
            expect(':');
            push(value(depth + 1));
            blank();
            if (peek() == ',') {
                at++;
                continue;
            }
            expect('}');
            var object = records.object(stack, from, (stacked - from) / 2);
            stacked = from;
            return object;
        }
    }

    private long list(int depth) throws MalformedJsonException {
        var from = stacked;
        at++;
        blank();
        if (peek() == ']') {
            at++;
            return records.list(stack, from, 0);
        }
        while (true) {
            push(value(depth + 1));
            blank();
            if (peek() == ',') {
                at++;
                continue;
            }
            expect(']');
            var list = records.list(stack, from, stacked - from);
            stacked = from;
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
            var word = (long) WORD.get(bytes, at);
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
        if (at < end && bytes[at] == '.') {
            at++;
            digits();
        }
        if (at < end && (bytes[at] | 0x20) == 'e') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        return Records.slice(Records.SCALAR, buffer, from, at - from);
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

    private void push(long value) {
        if (stacked == stack.length) {
            stack = Arrays.copyOf(stack, stacked * 2);
        }
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
