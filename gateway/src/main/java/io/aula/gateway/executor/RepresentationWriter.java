package io.aula.gateway.executor;

/** Writes what stands for an entity, by copying the bytes of its keys and of what is required. */
final class RepresentationWriter {

    private final Records records;
    private final JsonBuffer out;

    RepresentationWriter(Records records, JsonBuffer out) {
        this.records = records;
        this.out = out;
    }

    /** False if a key is missing; what was written by then must be cut off. */
    boolean write(Step.EntityRepresentation representation, long object) {
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
}
