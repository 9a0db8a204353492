package io.aula.gateway.executor;

/** Writes what stands for an entity, by copying the bytes of its keys and of what is required. */
final class RepresentationWriter {

    private final Records records;
    private final JsonBuffer out;
    /** Whether a value of the key that is being written was not null. */
    private boolean identifies;

    private boolean lenient;
    private boolean lacks;

    RepresentationWriter(Records records, JsonBuffer out) {
        this.records = records;
        this.out = out;
    }

    /**
     * False if a key is missing; what was written by then must be cut off.
     *
     * @param lenient whether parts of a key may be null that are declared so; never all of it
     */
    boolean write(Step.EntityRepresentation representation, long object, boolean lenient) {
        this.lenient = lenient;
        identifies = false;
        lacks = false;
        out.put(representation.opening());
        for (var key : representation.keys()) {
            if (!applies(key, object)) {
                continue;
            }
            out.put(',').put(key.key());
            if (!key(key, records.get(object, key.responseKey()), 0)) {
                return false;
            }
        }
        if (!identifies && !representation.keys().isEmpty()) {
            return false;
        }
        for (var field : representation.required()) {
            if (!applies(field, object)) {
                continue;
            }
            out.put(',').put(field.key());
            if (!value(field, records.get(object, field.responseKey()))) {
                return false;
            }
        }
        out.put('}');
        return true;
    }

    /** Whether what was written last failed for something that no answer told, or told as something else. */
    boolean lacks() {
        return lacks;
    }

    private boolean applies(Step.SentField field, long object) {
        return field.onlyFor().isEmpty() || field.onlyFor().contains(records, records.get(object, TypeNames.TYPENAME));
    }

    /** What nobody answered is not null but unknown. */
    private boolean key(Step.SentField field, long value, int depth) {
        if (Records.isNull(value)) {
            out.nothing();
            lacks |= value == Records.ABSENT;
            var isKnown = value != Records.ABSENT && value != Records.NOTHING;
            return lenient && isKnown && (field.nonNull() >>> depth & 1) == 0;
        }
        if (Records.isList(value)) {
            return keyItems(field, value, depth + 1);
        }
        if (field.children().isEmpty()) {
            identifies = true;
            out.value(records, value);
            return true;
        }
        return isObject(value) && keyObject(field, value);
    }

    private boolean isObject(long value) {
        lacks |= !Records.isObject(value);
        return Records.isObject(value);
    }

    private boolean keyItems(Step.SentField field, long list, int depth) {
        identifies |= records.size(list) == 0;
        out.put('[');
        for (var i = 0; i < records.size(list); i++) {
            if (i > 0) {
                out.put(',');
            }
            if (!key(field, records.item(list, i), depth)) {
                return false;
            }
        }
        out.put(']');
        return true;
    }

    private boolean keyObject(Step.SentField field, long object) {
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
            if (!key(child, records.get(object, child.responseKey()), 0)) {
                return false;
            }
        }
        out.put('}');
        return true;
    }

    private boolean value(Step.SentField field, long value) {
        if (Records.isNull(value)) {
            out.nothing();
            return true;
        }
        if (field.children().isEmpty()) {
            out.value(records, value);
            return true;
        }
        return Records.isList(value) ? items(field, value) : isObject(value) && object(field, value);
    }

    private boolean items(Step.SentField field, long list) {
        out.put('[');
        for (var i = 0; i < records.size(list); i++) {
            if (i > 0) {
                out.put(',');
            }
            if (!value(field, records.item(list, i))) {
                return false;
            }
        }
        out.put(']');
        return true;
    }

    private boolean object(Step.SentField field, long object) {
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
            if (!value(child, records.get(object, child.responseKey()))) {
                return false;
            }
        }
        out.put('}');
        return true;
    }
}
