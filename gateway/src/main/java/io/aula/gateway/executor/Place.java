package io.aula.gateway.executor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One place of an answer, whatever the positions in the lists around it, and the objects that stood there. One that stands there
 * again byte for byte is the one that was read (hash consing, as Ershov, "On programming of arithmetic operations", 1958): answers
 * about graphs say of few entities many times the same. Gives up where next to nothing repeats.
 */
final class Place {

    /** Enough to tell entities by their type's name and key. */
    private static final int LONGEST_PREFIX = 64;

    private static final int MOST_OBJECTS = 256;
    private static final int MOST_PROBES = 8;
    private static final int MOST_INSIDE = 64;
    private static final int PATIENCE = 32;
    private static final Place[] NONE = {};

    private final long key;
    private Place[] inside = NONE;
    private int insideCount;

    private long[] objects = {};
    private int[] offsets = {};
    private int[] lengths = {};
    private int[] table = {};
    private int prefix;
    private int count;
    private int repeated;
    private int different;

    Place(long key) {
        this.key = key;
    }

    /** The place below this one that the key leads to; null if there are too many. */
    @Nullable
    Place inside(Records records, long key) {
        for (var i = 0; i < insideCount; i++) {
            if (inside[i].key == key || records.equal(inside[i].key, key)) {
                return inside[i];
            }
        }
        if (insideCount == MOST_INSIDE) {
            return null;
        }
        if (insideCount == inside.length) {
            inside = Arrays.copyOf(inside, Math.max(2, insideCount * 2));
        }
        var added = new Place(key);
        inside[insideCount++] = added;
        return added;
    }

    /** The number of the object that stands here once more, or -1. What follows it does not matter: an object says where it ends. */
    int find(byte[] bytes, int from, int end) {
        if (count == 0 || closed() || prefix > end - from) {
            return -1;
        }
        var slot = Bytes.hash(bytes, from, prefix);
        for (var probe = 0; probe < MOST_PROBES; probe++) {
            var number = table[slot + probe & table.length - 1] - 1;
            if (number < 0) {
                return -1;
            }
            var length = lengths[number];
            if (length <= end - from && Bytes.equal(bytes, from, bytes, offsets[number], length)) {
                repeated++;
                return number;
            }
        }
        return -1;
    }

    long object(int number) {
        return objects[number];
    }

    int length(int number) {
        return lengths[number];
    }

    /** Remembers an object that was not found. */
    void add(byte[] bytes, int from, int length, long object) {
        different++;
        if (closed() || count == MOST_OBJECTS || count > 0 && length < prefix) {
            return;
        }
        if (count == 0) {
            prefix = Math.min(LONGEST_PREFIX, length);
        }
        if (count == objects.length) {
            grow(bytes);
        }
        objects[count] = object;
        offsets[count] = from;
        lengths[count++] = length;
        enter(bytes, count);
    }

    private boolean closed() {
        return different > PATIENCE + 2 * repeated;
    }

    private void grow(byte[] bytes) {
        var size = Math.max(8, count * 2);
        objects = Arrays.copyOf(objects, size);
        offsets = Arrays.copyOf(offsets, size);
        lengths = Arrays.copyOf(lengths, size);
        table = new int[size * 2];
        for (var number = 1; number <= count; number++) {
            enter(bytes, number);
        }
    }

    private void enter(byte[] bytes, int number) {
        var slot = Bytes.hash(bytes, offsets[number - 1], prefix);
        for (var probe = 0; probe < MOST_PROBES; probe++) {
            var at = slot + probe & table.length - 1;
            if (table[at] == 0) {
                table[at] = number;
                return;
            }
        }
    }
}
