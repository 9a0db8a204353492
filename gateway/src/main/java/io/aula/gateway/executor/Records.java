package io.aula.gateway.executor;

import java.util.Arrays;

/**
 * The values of one request. A value is one {@code long}: a tag and, for scalars, the slice of the bytes it was read from; objects
 * and lists are ranges of one growing array. Nothing is unescaped or copied; objects may be shared by several parents.
 *
 * <pre>
 *  scalar  tag:4 buffer:12 offset:24 length:24
 *  list    tag:4 count:28  index:32      items in cells[index..]
 *  object  tag:4 0:28      index:32      cells[index] = layout:32 capacity:32, cells[index+1] = number:32 index of the values:32
 * </pre>
 *
 * <p>Objects that stand in several places have a number of their own, by which others remember what they did with them.
 */
public final class Records {

    public static final long ABSENT = 0;

    static final int NULL = 1;
    /** A null that no answer holds. */
    static final long NOTHING = (long) NULL << 60;

    static final int STRING = 2;
    /** A number of digits alone. */
    static final int INTEGER = 3;

    static final int OBJECT = 4;
    static final int LIST = 5;
    static final int BOOLEAN = 6;
    /** A number with a fraction and no exponent. */
    static final int DECIMAL = 7;
    /** A number with an exponent. */
    static final int SCIENTIFIC = 8;

    private static final int LARGE = 1 << 14;

    static final int MAX_BUFFERS = 1 << 12;
    static final int MAX_BUFFER_BYTES = (1 << 24) - 1;

    private byte[][] buffers = new byte[8][];
    private int bufferCount;
    /** The buffer of names that stand in no answer as they are, or -1. */
    private int names = -1;

    private int namesLength;
    private final Layouts layouts = new Layouts(this);
    private long[] cells = new long[1024];
    private int top = 1;
    private int repeated;
    private int[] walks = {};
    private int walk;

    /** About how many values are held: one for each member and item. */
    public int values() {
        return top;
    }

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

    /** A string of this name, which needs no escapes; {@link #ABSENT} if there are too many. */
    long name(byte[] name) {
        if (names < 0) {
            names = addBuffer(new byte[256]);
        }
        var from = namesLength + 1;
        var end = from + name.length + 1;
        if (end > MAX_BUFFER_BYTES) {
            return ABSENT;
        }
        if (end > buffers[names].length) {
            buffers[names] = Arrays.copyOf(buffers[names], Math.max(end, buffers[names].length * 2));
        }
        buffers[names][from - 1] = '"';
        System.arraycopy(name, 0, buffers[names], from, name.length);
        buffers[names][end - 1] = '"';
        namesLength = end;
        return slice(STRING, names, from, name.length);
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

    /** Whether letters of a string are written as escapes. */
    boolean hasEscape(long string) {
        var bytes = bytes(string);
        var from = offset(string);
        for (var i = from; i < from + length(string); i++) {
            if (bytes[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    boolean equal(long slice, byte[] text) {
        var length = length(slice);
        return length == text.length && Bytes.equal(bytes(slice), offset(slice), text, 0, length);
    }

    boolean equal(long left, long right) {
        var length = length(left);
        return length == length(right) && Bytes.equal(bytes(left), offset(left), bytes(right), offset(right), length);
    }

    long list(long[] items, int from, int count) {
        var index = allocate(count);
        System.arraycopy(items, from, cells, index, count);
        return (long) LIST << 60 | (long) count << 32 | index;
    }

    /** An object of these values, one for each key of its layout. */
    long object(Layout layout, long[] values, int from) {
        var count = layout.count();
        var index = allocate(2 + count);
        cells[index] = (long) layout.number << 32 | count;
        cells[index + 1] = index + 2;
        System.arraycopy(values, from, cells, index + 2, count);
        return (long) OBJECT << 60 | index;
    }

    Layouts layouts() {
        return layouts;
    }

    Layout layout(long object) {
        return layouts.get((int) (cells[(int) object] >>> 32));
    }

    private void setLayout(long object, Layout layout) {
        cells[(int) object] = (long) layout.number << 32 | (int) cells[(int) object];
    }

    public int size(long container) {
        return tag(container) == LIST
                ? (int) (container >>> 32) & 0xFFFFFFF
                : layout(container).count();
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
        return layout(object).key(i);
    }

    long value(long object, int i) {
        return cells[(int) cells[(int) object + 1] + i];
    }

    void setValue(long object, int i, long value) {
        cells[(int) cells[(int) object + 1] + i] = value;
    }

    /** The place of a key, or -1. */
    int find(long object, byte[] name) {
        return layout(object).place(this, name);
    }

    int find(long object, long key) {
        return layout(object).place(this, key);
    }

    /** The value of a key, or {@link #ABSENT}. */
    public long get(long object, byte[] name) {
        var place = find(object, name);
        return place < 0 ? ABSENT : value(object, place);
    }

    /** Adds a member whose key the object does not have. */
    void add(long object, long key, long value) {
        var header = (int) object;
        var layout = layout(object);
        var count = layout.count();
        if (count == (int) cells[header]) {
            widen(header, count);
        }
        setLayout(object, layouts.with(layout, key));
        cells[(int) cells[header + 1] + count] = value;
    }

    private void widen(int header, int count) {
        var wider = Math.max(8, count * 2);
        var block = allocate(wider);
        System.arraycopy(cells, (int) cells[header + 1], cells, block, count);
        cells[header] = cells[header] & 0xFFFFFFFF00000000L | wider;
        cells[header + 1] = cells[header + 1] & 0xFFFFFFFF00000000L | block;
    }

    void rename(long object, int place, long key) {
        setLayout(object, layouts.renamed(layout(object), place, key));
    }

    /** Takes a member out; the last one takes its place. */
    void remove(long object, int place) {
        var layout = layout(object);
        setValue(object, place, value(object, layout.count() - 1));
        setLayout(object, layouts.without(layout, place));
    }

    long emptyObject() {
        return object(layouts.empty(), new long[0], 0);
    }

    /** The object, which from now on stands in one more place. */
    long again(long object) {
        var header = (int) object;
        if (cells[header + 1] >>> 32 == 0) {
            cells[header + 1] |= (long) ++repeated << 32;
        }
        return object;
    }

    /** All objects right inside this one stand in one more place. */
    void insideAgain(long object) {
        for (var i = 0; i < size(object); i++) {
            itemsAgain(value(object, i));
        }
    }

    private void itemsAgain(long value) {
        if (isObject(value)) {
            again(value);
        } else if (isList(value)) {
            for (var i = 0; i < size(value); i++) {
                itemsAgain(item(value, i));
            }
        }
    }

    /** The number of an object that stands in several places, from 1; 0 for others. */
    int repeat(long object) {
        return (int) (cells[(int) object + 1] >>> 32);
    }

    /** How many objects have such a number. */
    int repeats() {
        return repeated;
    }

    /** Begins a walk that shall meet each object once. */
    void beginWalk() {
        walk++;
    }

    /** Whether the walk begun last met this object before. */
    boolean met(long object) {
        var number = repeat(object);
        if (number == 0) {
            return false;
        }
        if (number >= walks.length) {
            walks = Arrays.copyOf(walks, repeated + 1);
        }
        var before = walks[number] == walk;
        walks[number] = walk;
        return before;
    }

    /** A copy that shares scalars only. */
    long copy(long value) {
        return switch (tag(value)) {
            case OBJECT -> {
                var values = new long[size(value)];
                for (var i = 0; i < values.length; i++) {
                    values[i] = copy(value(value, i));
                }
                yield object(layout(value), values, 0);
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

    /** Makes room for so many cells more, which will soon be wanted. */
    void expect(int count) {
        if (top + count > cells.length) {
            cells = Arrays.copyOf(cells, top + count);
        }
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
