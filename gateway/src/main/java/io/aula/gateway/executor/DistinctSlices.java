package io.aula.gateway.executor;

import java.util.Arrays;

/** Slices of one buffer, each kept once and numbered. Equal means equal bytes; the hash only finds the candidates. */
final class DistinctSlices {

    private final JsonBuffer buffer;
    private int[] offsets = new int[16];
    private int[] lengths = new int[16];
    private int count;
    private int[] table = new int[64];

    DistinctSlices(JsonBuffer buffer) {
        this.buffer = buffer;
    }

    int count() {
        return count;
    }

    /** The number of the slice with these bytes, which must not change any more; a new one is remembered. */
    int add(int offset, int length) {
        var slot = slot(buffer.bytes(), offset, length);
        return table[slot] > 0 ? table[slot] - 1 : remember(slot, offset, length);
    }

    /** The number of the slice with the bytes of another buffer, or -1. */
    int find(JsonBuffer other, int offset, int length) {
        return table[slot(other.bytes(), offset, length)] - 1;
    }

    /** Where the bytes are in the table, or would be. */
    private int slot(byte[] bytes, int offset, int length) {
        for (var i = Bytes.hash(bytes, offset, length) & table.length - 1; ; i = i + 1 & table.length - 1) {
            var known = table[i] - 1;
            if (known < 0
                    || lengths[known] == length && Bytes.equal(bytes, offset, buffer.bytes(), offsets[known], length)) {
                return i;
            }
        }
    }

    private int remember(int slot, int offset, int length) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
            lengths = Arrays.copyOf(lengths, lengths.length * 2);
        }
        offsets[count] = offset;
        lengths[count] = length;
        table[slot] = ++count;
        if (count * 2 > table.length) {
            rehash();
        }
        return count - 1;
    }

    private void rehash() {
        table = new int[table.length * 4];
        for (var known = 0; known < count; known++) {
            var i = Bytes.hash(buffer.bytes(), offsets[known], lengths[known]) & table.length - 1;
            while (table[i] != 0) {
                i = i + 1 & table.length - 1;
            }
            table[i] = known + 1;
        }
    }
}
