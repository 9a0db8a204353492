package io.aula.gateway.executor;

import java.util.Arrays;

/**
 * The values of one request. A value is one {@code long}: a tag and, for scalars, the slice of the bytes it was read from; objects
 * and lists are ranges of one growing array. Nothing is unescaped or copied; objects may be shared by several parents.
 *
 * <pre>
 *  scalar  tag:4 buffer:12 offset:24 length:24
 *  list    tag:4 count:28  index:32      items in cells[index..]
 *  object  tag:4 0:28      index:32      cells[index] = count:32 capacity:32, cells[index+1] = index of (key, value) pairs
 * </pre>
 */
public final class Records {

    public static final long ABSENT = 0;

    static final int NULL = 1;
    static final int STRING = 2;
    static final int SCALAR = 3;
    static final int OBJECT = 4;
    static final int LIST = 5;

    private static final int LARGE = 1 << 14;

    static final int MAX_BUFFERS = 1 << 12;
    static final int MAX_BUFFER_BYTES = (1 << 24) - 1;

    private byte[][] buffers = new byte[8][];
    private int bufferCount;
    private long[] cells = new long[1024];
    private int top = 1;

    int addBuffer(byte[] bytes) {
        if (bufferCount == MAX_BUFFERS) {
            throw new IllegalStateException("One request read more than " + MAX_BUFFERS + " answers");
        }
        if (bufferCount == buffers.length) {
            buffers = Arrays.copyOf(buffers, bufferCount * 2);
        }
        buffers[bufferCount] = bytes;
        return bufferCount++;
    }

    static long slice(int tag, int buffer, int offset, int length) {
        return (long) tag << 60 | (long) buffer << 48 | (long) offset << 24 | length;
    }

    static int tag(long value) {
        return (int) (value >>> 60);
    }

    public static boolean isNull(long value) {
        return value == ABSENT || tag(value) == NULL;
    }

    public static boolean isObject(long value) {
        return tag(value) == OBJECT;
    }

    public static boolean isList(long value) {
        return tag(value) == LIST;
    }

    public static boolean isString(long value) {
        return tag(value) == STRING;
    }

    byte[] bytes(long slice) {
        return buffers[(int) (slice >>> 48) & 0xFFF];
    }

    static int offset(long slice) {
        return (int) (slice >>> 24) & 0xFFFFFF;
    }

    static int length(long slice) {
        return (int) slice & 0xFFFFFF;
    }

    boolean equal(long slice, byte[] text) {
        var length = length(slice);
        if (length != text.length) {
            return false;
        }
        var offset = offset(slice);
        return Arrays.equals(bytes(slice), offset, offset + length, text, 0, length);
    }

    private boolean equal(long left, long right) {
        var length = length(left);
        return length == length(right)
                && Arrays.equals(
                        bytes(left),
                        offset(left),
                        offset(left) + length,
                        bytes(right),
                        offset(right),
                        offset(right) + length);
    }

    long list(long[] items, int from, int count) {
        var index = allocate(count);
        System.arraycopy(items, from, cells, index, count);
        return (long) LIST << 60 | (long) count << 32 | index;
    }

    /** An object of {@code count} (key, value) pairs. */
    long object(long[] pairs, int from, int count) {
        var index = allocate(2 + 2 * count);
        cells[index] = (long) count << 32 | count;
        cells[index + 1] = index + 2;
        System.arraycopy(pairs, from, cells, index + 2, 2 * count);
        return (long) OBJECT << 60 | index;
    }

    public int size(long container) {
        return tag(container) == LIST ? (int) (container >>> 32) & 0xFFFFFFF : (int) (cells[(int) container] >>> 32);
    }

    public long item(long list, int i) {
        return cells[(int) list + i];
    }

    void setItem(long list, int i, long value) {
        cells[(int) list + i] = value;
    }

    /** A member of an object: its key, a string, and its value. */
    @FunctionalInterface
    public interface Member {

        void accept(long key, long value);
    }

    public void forEach(long object, Member visitor) {
        for (var i = 0; i < size(object); i++) {
            visitor.accept(key(object, i), value(object, i));
        }
    }

    long key(long object, int i) {
        return cells[(int) cells[(int) object + 1] + 2 * i];
    }

    long value(long object, int i) {
        return cells[(int) cells[(int) object + 1] + 2 * i + 1];
    }

    void setKey(long object, int i, long key) {
        cells[(int) cells[(int) object + 1] + 2 * i] = key;
    }

    void setValue(long object, int i, long value) {
        cells[(int) cells[(int) object + 1] + 2 * i + 1] = value;
    }

    /** The place of a key; {@code hint} is where it stood last time, which is nearly always where it stands again. */
    int find(long object, byte[] name, int hint) {
        var count = size(object);
        if (hint < count && equal(key(object, hint), name)) {
            return hint;
        }
        for (var i = 0; i < count; i++) {
            if (equal(key(object, i), name)) {
                return i;
            }
        }
        return -1;
    }

    /** The value of a key, or {@link #ABSENT}. */
    public long get(long object, byte[] name) {
        var place = find(object, name, 0);
        return place < 0 ? ABSENT : value(object, place);
    }

    int find(long object, long key) {
        var count = size(object);
        for (var i = 0; i < count; i++) {
            if (equal(key(object, i), key)) {
                return i;
            }
        }
        return -1;
    }

    void add(long object, long key, long value) {
        var header = (int) object;
        var count = (int) (cells[header] >>> 32);
        var capacity = (int) cells[header];
        if (count == capacity) {
            var wider = Math.max(4, capacity * 2);
            var block = allocate(2 * wider);
            System.arraycopy(cells, (int) cells[header + 1], cells, block, 2 * count);
            cells[header + 1] = block;
            capacity = wider;
        }
        var block = (int) cells[header + 1];
        cells[block + 2 * count] = key;
        cells[block + 2 * count + 1] = value;
        cells[header] = (long) (count + 1) << 32 | capacity;
    }

    /** Takes a member out; the last one takes its place. */
    void remove(long object, int place) {
        var last = size(object) - 1;
        setKey(object, place, key(object, last));
        setValue(object, place, value(object, last));
        cells[(int) object] -= 1L << 32;
    }

    long emptyObject() {
        return object(new long[0], 0, 0);
    }

    /** A copy that shares scalars only. */
    long copy(long value) {
        return switch (tag(value)) {
            case OBJECT -> {
                var copied = emptyObject();
                for (var i = 0; i < size(value); i++) {
                    add(copied, key(value, i), copy(value(value, i)));
                }
                yield copied;
            }
            case LIST -> {
                var items = new long[size(value)];
                for (var i = 0; i < items.length; i++) {
                    items[i] = copy(item(value, i));
                }
                yield list(items, 0, items.length);
            }
            default -> value;
        };
    }

    private int allocate(int count) {
        if (top + count > cells.length) {
            // Small ones soon grow again, and each time all of it is copied.
            var more = cells.length * (cells.length < LARGE ? 4 : 2);
            cells = Arrays.copyOf(cells, Math.max(more, top + count));
        }
        var index = top;
        top += count;
        return index;
    }
}
