package io.aula.gateway.executor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an object in their order. All objects of a request with the same keys share one, so that where a key stands is found
 * out once and not for each of a list's objects (the hidden classes of Chambers, Ungar and Lee, "An efficient implementation of
 * SELF", 1989). It never changes; what it was asked it remembers.
 */
final class Layout {

    private static final int MOST_REMEMBERED = 64;
    private static final int MOST_TOGETHER = 8;
    private static final byte[][] NO_NAME = {};
    private static final int[] NO_PLACE = {};
    private static final Names[] NO_NAMES = {};
    private static final int[][] NO_PLACES = {};

    /** Its place among the request's layouts. */
    final int number;

    private final int count;
    private final long[] keys;
    /** Whether a longer layout goes on in the same array. */
    private boolean continued;

    private byte[][] names = NO_NAME;
    private int[] places = NO_PLACE;
    private int remembered;
    private int turn;

    private Names[] together = NO_NAMES;
    private int[][] placesTogether = NO_PLACES;
    private int replaced;

    private long nextKey;
    private @Nullable Layout next;
    private Layout @Nullable [] inside;

    /** {@code keys} may be longer than the layout, and is not copied. */
    Layout(int number, long[] keys, int count) {
        this.number = number;
        this.keys = keys;
        this.count = count;
    }

    int count() {
        return count;
    }

    long key(int place) {
        return keys[place];
    }

    /** Where the key of this name stands, or -1. Names are known again by identity: those of a plan are asked for all the time. */
    int place(Records records, byte[] name) {
        // Most are asked for in the order they were asked for before.
        var i = turn;
        if (i < remembered && names[i] == name) {
            turn = i + 1 == remembered ? 0 : i + 1;
            return places[i];
        }
        return seek(records, name);
    }

    private int seek(Records records, byte[] name) {
        for (var i = 0; i < remembered; i++) {
            if (names[i] == name) {
                turn = i + 1 == remembered ? 0 : i + 1;
                return places[i];
            }
        }
        var place = find(records, name);
        if (remembered < MOST_REMEMBERED) {
            remember(name, place);
        }
        return place;
    }

    private void remember(byte[] name, int place) {
        if (remembered == names.length) {
            names = Arrays.copyOf(names, Math.max(8, remembered * 2));
            places = Arrays.copyOf(places, names.length);
        }
        names[remembered] = name;
        places[remembered++] = place;
    }

    /** Where the keys of these names stand, each -1 if there is none. */
    int[] places(Records records, Names names) {
        for (var i = 0; i < together.length; i++) {
            if (together[i] == names) {
                return placesTogether[i];
            }
        }
        var found = new int[names.count()];
        for (var i = 0; i < found.length; i++) {
            found[i] = find(records, names.get(i));
        }
        var slot = together.length;
        if (slot < MOST_TOGETHER) {
            together = Arrays.copyOf(together, slot + 1);
            placesTogether = Arrays.copyOf(placesTogether, slot + 1);
        } else {
            // A response is written place by place: those asked for long ago are done.
            slot = replaced++ % MOST_TOGETHER;
        }
        together[slot] = names;
        placesTogether[slot] = found;
        return found;
    }

    private int find(Records records, byte[] name) {
        for (var i = 0; i < count; i++) {
            if (records.equal(keys[i], name)) {
                return i;
            }
        }
        return -1;
    }

    /** Where the key stands, or -1. */
    int place(Records records, long key) {
        if (next != null && key == nextKey) {
            return -1;
        }
        for (var i = 0; i < count; i++) {
            if (keys[i] == key || records.equal(keys[i], key)) {
                return i;
            }
        }
        return -1;
    }

    /** The layout with one more key, which is not among these, if it is the one asked for last. */
    @Nullable
    Layout next(long key) {
        return key == nextKey ? next : null;
    }

    /** Remembers what follows with this key. */
    void follow(long key, Layout longer) {
        nextKey = key;
        next = longer;
    }

    /** These keys and one more, in an array that may be this one's. */
    long[] keysAnd(long key) {
        var longer = keys;
        if (continued || count == keys.length) {
            // Wide ones grow key by key: each with an array of its own would be quadratic.
            longer = Arrays.copyOf(keys, count < MOST_REMEMBERED ? count + 1 : count * 2);
        } else {
            continued = true;
        }
        longer[count] = key;
        return longer;
    }

    long[] copyOfKeys() {
        return Arrays.copyOf(keys, count);
    }

    /** What the object, or the objects of the list, at that place looked like last. */
    @Nullable
    Layout inside(int place) {
        return inside == null ? null : inside[place];
    }

    void inside(int place, Layout layout) {
        if (inside == null) {
            inside = new Layout[count];
        }
        inside[place] = layout;
    }
}
