package io.aula.gateway.executor;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in the response we stand: response keys and list positions. */
final class Trail {

    private @Nullable String[] names = new String[16];
    private int[] indexes = new int[16];
    private int depth;

    void field(String name) {
        grow();
        names[depth++] = name;
    }

    void index(int index) {
        grow();
        names[depth] = null;
        indexes[depth++] = index;
    }

    void leave() {
        depth--;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    /** Whether this is the place of these response keys, or one below it, in whichever items of lists. */
    boolean isWithin(List<String> keys) {
        var known = 0;
        for (var i = 0; i < depth && known < keys.size(); i++) {
            if (names[i] != null && !keys.get(known++).equals(names[i])) {
                return false;
            }
        }
        return known == keys.size();
    }

    Trail copy() {
        var copy = new Trail();
        copy.names = Arrays.copyOf(names, names.length);
        copy.indexes = Arrays.copyOf(indexes, indexes.length);
        copy.depth = depth;
        return copy;
    }

    /** The trail's steps as JSON, without brackets. */
    void write(JsonBuffer out) {
        for (var i = 0; i < depth; i++) {
            if (i > 0) {
                out.put(',');
            }
            var name = names[i];
            if (name == null) {
                out.number(indexes[i]);
            } else {
                out.string(name);
            }
        }
    }

    private void grow() {
        if (depth == names.length) {
            names = Arrays.copyOf(names, depth * 2);
            indexes = Arrays.copyOf(indexes, depth * 2);
        }
    }
}
