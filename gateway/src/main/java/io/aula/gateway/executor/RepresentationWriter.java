package io.aula.gateway.executor;

/** Writes what stands for an entity, by copying the bytes of its keys and of what is required. */
final class RepresentationWriter {

    private final Records records;
    private final JsonBuffer out;
    /** Whether a value of the key that is being written was not null. */
    private boolean identifies;

    private boolean lenient;

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
            if (applies(field, object)) {
                out.put(',').put(field.key());
                value(field, records.get(object, field.responseKey()));
            }
        }
        out.put('}');
        return true;
    }

    private boolean applies(Step.SentField field, long object) {
        return field.onlyFor().isEmpty() || field.onlyFor().contains(records, records.get(object, TypeNames.TYPENAME));
    }

    /** What nobody answered is not null but unknown. */
    private boolean key(Step.SentField field, long value, int depth) {
        if (Records.isNull(value)) {
            out.nothing();
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
        return keyObject(field, value);
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

    private void value(Step.SentField field, long value) {
        if (Records.isNull(value)) {
            out.nothing();
        } else if (field.children().isEmpty()) {
            out.value(records, value);
        } else if (Records.isList(value)) {
            items(field, value);
        } else {
            object(field, value);
        }
    }

    private void items(Step.SentField field, long list) {
        out.put('[');
        for (var i = 0; i < records.size(list); i++) {
            if (i > 0) {
                out.put(',');
            }
            value(field, records.item(list, i));
        }
        out.put(']');
    }

    private void object(Step.SentField field, long object) {
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
            value(child, records.get(object, child.responseKey()));
        }
        out.put('}');
    }
}
