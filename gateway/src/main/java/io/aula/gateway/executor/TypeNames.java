package io.aula.gateway.executor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A small set of type names in bytes, asked with a slice. */
final class TypeNames {

    static final byte[] TYPENAME = "__typename".getBytes(StandardCharsets.US_ASCII);

    static final TypeNames NONE = new TypeNames(List.of());

    private final byte[][] names;

    TypeNames(Collection<String> names) {
        var sorted = names.toArray(String[]::new);
        Arrays.sort(sorted);
        this.names = new byte[sorted.length][];
        for (var i = 0; i < sorted.length; i++) {
            this.names[i] = bytes(sorted[i]);
        }
    }

    static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    boolean isEmpty() {
        return names.length == 0;
    }

    boolean contains(Records records, long name) {
        return Records.isString(name) && indexOf(records, name) >= 0;
    }

    int indexOf(Records records, long name) {
        for (var i = 0; i < names.length; i++) {
            if (records.equal(name, names[i])) {
                return i;
            }
        }
        return records.hasEscape(name) ? unescaped(JsonValues.text(records, name)) : -1;
    }

    private int unescaped(String name) {
        var wanted = bytes(name);
        for (var i = 0; i < names.length; i++) {
            if (Arrays.equals(names[i], wanted)) {
                return i;
            }
        }
        return -1;
    }
}
