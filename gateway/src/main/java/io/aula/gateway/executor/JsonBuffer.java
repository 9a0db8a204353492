package io.aula.gateway.executor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes being written; can be cut back to an earlier length, which is how nulls bubble. */
public final class JsonBuffer {

    static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    public JsonBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    public void truncate(int to) {
        length = to;
    }

    public JsonBuffer put(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    public JsonBuffer put(byte[] raw) {
        return put(raw, 0, raw.length);
    }

    public JsonBuffer put(byte[] raw, int offset, int count) {
        reserve(count);
        Bytes.copy(raw, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** Puts what stands there once more. */
    void repeat(int offset, int count) {
        reserve(count);
        Bytes.copy(bytes, offset, bytes, length, count);
        length += count;
    }

    public JsonBuffer raw(String json) {
        return put(json.getBytes(StandardCharsets.UTF_8));
    }

    public JsonBuffer nothing() {
        return put(NULL);
    }

    public JsonBuffer number(long value) {
        return raw(Long.toString(value));
    }

    /** A JSON string of this text. */
    public JsonBuffer string(String text) {
        put('"');
        for (var b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b == '"' || b == '\\') {
                put('\\').put((char) b);
            } else if (b >= 0 && b < 0x20) {
                raw("\\u00");
                put((char) HEX[b >> 4]).put((char) HEX[b & 15]);
            } else {
                reserve(1);
                bytes[length++] = b;
            }
        }
        return put('"');
    }

    /** Any value as it was read. */
    public JsonBuffer value(Records records, long value) {
        switch (Records.tag(value)) {
            case Records.STRING -> put(records.bytes(value), Records.offset(value) - 1, Records.length(value) + 2);
            case Records.INTEGER, Records.DECIMAL, Records.SCIENTIFIC, Records.BOOLEAN ->
                put(records.bytes(value), Records.offset(value), Records.length(value));
            case Records.OBJECT -> object(records, value);
            case Records.LIST -> list(records, value);
            default -> nothing();
        }
        return this;
    }

    private void object(Records records, long object) {
        put('{');
        for (var i = 0; i < records.size(object); i++) {
            if (i > 0) {
                put(',');
            }
            value(records, records.key(object, i));
            put(':');
            value(records, records.value(object, i));
        }
        put('}');
    }

    private void list(Records records, long list) {
        put('[');
        for (var i = 0; i < records.size(list); i++) {
            if (i > 0) {
                put(',');
            }
            value(records, records.item(list, i));
        }
        put(']');
    }

    private void reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
