package io.aula.gateway.executor;

import java.util.Arrays;

/** The {@link Layout}s of one request, found by their keys. */
final class Layouts {

    /** Wider objects are maps of somebody's data rather than of fields, and hardly two are alike. */
    private static final int MOST_SHARED_KEYS = 64;
    /** Nor are those of an answer that has so many: looking for each takes longer than making it. */
    private static final int MOST_SHARED = 4_096;

    private final Records records;
    private Layout[] all = new Layout[16];
    private int count;
    private int[] table = new int[32];
    private int shared;

    Layouts(Records records) {
        this.records = records;
        remember(new long[0], 0);
    }

    Layout empty() {
        return all[0];
    }

    Layout get(int number) {
        return all[number];
    }

    /** The layout of these keys. */
    Layout of(long[] keys, int from, int size) {
        if (size == 0) {
            return empty();
        }
        if (size > MOST_SHARED_KEYS || shared == MOST_SHARED) {
            return remember(Arrays.copyOfRange(keys, from, from + size), size);
        }
        var slot = slot(keys, from, size);
        return table[slot] == 0 ? share(slot, Arrays.copyOfRange(keys, from, from + size), size) : all[table[slot] - 1];
    }

    /** The layout with one more key, which must not be among its own. */
    Layout with(Layout layout, long key) {
        var known = layout.next(key);
        if (known != null) {
            return known;
        }
        var size = layout.count() + 1;
        var longer = size > MOST_SHARED_KEYS || shared == MOST_SHARED
                ? remember(layout.keysAnd(key), size)
                : sharedWith(layout, key, size);
        layout.follow(key, longer);
        return longer;
    }

    private Layout sharedWith(Layout layout, long key, int size) {
        var keys = layout.keysAnd(key);
        var slot = slot(keys, 0, size);
        return table[slot] == 0 ? share(slot, keys, size) : all[table[slot] - 1];
    }

    /** The layout with another key in one place. */
    Layout renamed(Layout layout, int place, long key) {
        var keys = layout.copyOfKeys();
        keys[place] = key;
        return of(keys, 0, keys.length);
    }

    /** The layout without one key, whose place the last one takes. */
    Layout without(Layout layout, int place) {
        var keys = layout.copyOfKeys();
        keys[place] = keys[keys.length - 1];
        return of(keys, 0, keys.length - 1);
    }

    private int slot(long[] keys, int from, int size) {
        var hash = size;
        for (var i = from; i < from + size; i++) {
            hash = 31 * hash + Bytes.hash(records.bytes(keys[i]), Records.offset(keys[i]), Records.length(keys[i]));
        }
        for (var slot = hash & table.length - 1; ; slot = slot + 1 & table.length - 1) {
            if (table[slot] == 0 || same(all[table[slot] - 1], keys, from, size)) {
                return slot;
            }
        }
    }

    private boolean same(Layout layout, long[] keys, int from, int size) {
        if (layout.count() != size) {
            return false;
        }
        for (var i = 0; i < size; i++) {
            if (!records.equal(layout.key(i), keys[from + i])) {
                return false;
            }
        }
        return true;
    }

    private Layout share(int slot, long[] keys, int size) {
        var layout = remember(keys, size);
        table[slot] = layout.number + 1;
        if (++shared * 2 > table.length) {
            rehash();
        }
        return layout;
    }

    private void rehash() {
        var old = table;
        table = new int[old.length * 4];
        for (var number : old) {
            if (number > 0) {
                var keys = all[number - 1].copyOfKeys();
                table[slot(keys, 0, keys.length)] = number;
            }
        }
    }

    private Layout remember(long[] keys, int size) {
        if (count == all.length) {
            all = Arrays.copyOf(all, count * 2);
        }
        var layout = new Layout(count, keys, size);
        all[count++] = layout;
        return layout;
    }
}
