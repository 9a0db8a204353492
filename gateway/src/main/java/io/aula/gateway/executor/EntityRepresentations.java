package io.aula.gateway.executor;

import java.util.Arrays;

/**
 * Collects the objects a look-up is for and writes each different representation once, straight into the request's body. Equal means
 * equal bytes; the hash only finds the candidates.
 */
final class EntityRepresentations {

    private final Records records;
    private final JsonBuffer out;
    private long[] targets = new long[16];
    private int[] answers = new int[16];
    private int[] pathOf = new int[16];
    private int targetCount;
    private int[] offsets = new int[16];
    private int[] lengths = new int[16];
    private int representationCount;
    private int[] table = new int[64];

    EntityRepresentations(Records records, JsonBuffer out) {
        this.records = records;
        this.out = out;
    }

    int targets() {
        return targetCount;
    }

    int representations() {
        return representationCount;
    }

    long target(int i) {
        return targets[i];
    }

    /** Position in the answer's list of what belongs to a target. */
    int answer(int target) {
        return answers[target];
    }

    int path(int target) {
        return pathOf[target];
    }

    void collect(Step.Lookup lookup, long root) {
        for (var path = 0; path < lookup.paths().size(); path++) {
            var index = path;
            lookup.paths().get(path).walk(records, root, (object, trail) -> {
                var answer = represent(lookup, object);
                if (answer >= 0) {
                    add(object, answer, index);
                }
            });
        }
    }

    /** The number of an object's representation, or -1 if it has none, as when a key is null. */
    private int represent(Step.Lookup lookup, long object) {
        var typename = records.get(object, TypeNames.TYPENAME);
        for (var representation : lookup.representations()) {
            var matches = Records.isString(typename)
                    ? representation.types().contains(records, typename)
                    : lookup.representations().size() == 1;
            if (!matches) {
                continue;
            }
            var from = out.length();
            if (representationCount > 0) {
                out.put(',');
            }
            var start = out.length();
            if (write(representation, object)) {
                var before = representationCount;
                var known = known(start, out.length() - start);
                if (representationCount == before) {
                    out.truncate(from);
                }
                return known;
            }
            out.truncate(from);
        }
        return -1;
    }

    private boolean write(Step.EntityRepresentation representation, long object) {
        out.put(representation.opening());
        for (var key : representation.keys()) {
            if (!applies(key, object)) {
                continue;
            }
            out.put(',').put(key.key());
            if (!value(key, records.get(object, key.responseKey()), true)) {
                return false;
            }
        }
        for (var field : representation.required()) {
            if (applies(field, object)) {
                out.put(',').put(field.key());
                value(field, records.get(object, field.responseKey()), false);
            }
        }
        out.put('}');
        return true;
    }

    private boolean applies(Step.SentField field, long object) {
        return field.onlyFor().isEmpty() || field.onlyFor().contains(records, records.get(object, TypeNames.TYPENAME));
    }

    private boolean value(Step.SentField field, long value, boolean key) {
        if (Records.isNull(value)) {
            out.nothing();
            return !key;
        }
        if (field.children().isEmpty()) {
            out.value(records, value);
            return true;
        }
        return Records.isList(value) ? items(field, value, key) : object(field, value, key);
    }

    private boolean items(Step.SentField field, long list, boolean key) {
        out.put('[');
        for (var i = 0; i < records.size(list); i++) {
            if (i > 0) {
                out.put(',');
            }
            if (!value(field, records.item(list, i), key)) {
                return false;
            }
        }
        out.put(']');
        return true;
    }

    private boolean object(Step.SentField field, long object, boolean key) {
        out.put('{');
        var separate = false;
        for (var child : field.children()) {
            if (!applies(child, object)) {
                continue;
            }
            if (separate) {
                out.put(',');
            }
            separate = true;
            out.put(child.key());
            if (!value(child, records.get(object, child.responseKey()), key)) {
                return false;
            }
        }
        out.put('}');
        return true;
    }

    /** The number of the representation with these bytes; a new one is remembered. */
    private int known(int offset, int length) {
        var hash = hash(offset, length);
        for (var i = hash & table.length - 1; ; i = i + 1 & table.length - 1) {
            var known = table[i] - 1;
            if (known < 0) {
                return remember(i, offset, length);
            }
            if (lengths[known] == length
                    && Arrays.equals(
                            out.bytes(),
                            offset,
                            offset + length,
                            out.bytes(),
                            offsets[known],
                            offsets[known] + length)) {
                return known;
            }
        }
    }

    private int remember(int slot, int offset, int length) {
        if (representationCount == offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
            lengths = Arrays.copyOf(lengths, lengths.length * 2);
        }
        offsets[representationCount] = offset;
        lengths[representationCount] = length;
        table[slot] = ++representationCount;
        if (representationCount * 2 > table.length) {
            rehash();
        }
        return representationCount - 1;
    }

    private void rehash() {
        table = new int[table.length * 4];
        for (var known = 0; known < representationCount; known++) {
            var i = hash(offsets[known], lengths[known]) & table.length - 1;
            while (table[i] != 0) {
                i = i + 1 & table.length - 1;
            }
            table[i] = known + 1;
        }
    }

    private int hash(int offset, int length) {
        var hash = length;
        var bytes = out.bytes();
        for (var i = offset; i < offset + length; i++) {
            hash = hash * 31 + bytes[i];
        }
        return hash ^ hash >>> 15;
    }

    private void add(long object, int answer, int path) {
        if (targetCount == targets.length) {
            targets = Arrays.copyOf(targets, targetCount * 2);
            answers = Arrays.copyOf(answers, targetCount * 2);
            pathOf = Arrays.copyOf(pathOf, targetCount * 2);
        }
        targets[targetCount] = object;
        answers[targetCount] = answer;
        pathOf[targetCount++] = path;
    }
}
