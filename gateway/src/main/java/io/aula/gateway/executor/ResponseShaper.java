package io.aula.gateway.executor;

import io.aula.gateway.operation.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the response once, in the client's order; a null where none may be removes its parent. */
final class ResponseShaper {

    private final Records records;
    private final TypeNames abstractTypes;
    private final Variables variables;
    private final Map<String, byte[]> introspection;
    private final List<List<String>> denied;
    private final UnknownEntities unknown;
    private final ErrorCollector errors;
    private final JsonBuffer out;
    private final Trail trail;
    private final @Nullable Postponed postponed;
    private final int known;
    private final Written written = new Written();

    /** Writes from {@code trail} on, and notes in {@code postponed} what is left for later. */
    ResponseShaper(
            Records records,
            TypeNames abstractTypes,
            ExecutionInput input,
            UnknownEntities unknown,
            ErrorCollector errors,
            JsonBuffer out,
            Trail trail,
            @Nullable Postponed postponed) {
        this.trail = trail;
        this.postponed = postponed;
        this.known = postponed == null ? 0 : postponed.size();
        this.records = records;
        this.abstractTypes = abstractTypes;
        this.variables = input.variables();
        this.introspection = input.introspection();
        this.denied = Lists.map(input.denied(), ExecutionInput.DeniedField::path);
        this.unknown = unknown;
        this.errors = errors;
        this.out = out;
    }

    /** False if nothing could be written, because of a null where none may be. */
    boolean write(Shape.Composite shape, long root) {
        return composite(shape, root, out.length(), "");
    }

    private boolean value(Shape shape, long value, String coordinate) {
        var start = out.length();
        if (Records.isNull(value)) {
            return empty(shape, value, start, coordinate);
        }
        return switch (shape) {
            case Shape.Leaf leaf -> leaf(leaf, value, start, coordinate);
            case Shape.EnumLeaf leaf -> enumValue(leaf, value, start, coordinate);
            case Shape.ListOf list -> list(list, value, start, coordinate);
            case Shape.Composite composite -> composite(composite, value, start, coordinate);
            case Shape.Refetched refetched -> refetched(refetched, value, start, coordinate);
            case Shape.Constant _, Shape.Introspected _, Shape.Later _ ->
                throw new IllegalStateException("Nothing that a subgraph tells");
        };
    }

    private boolean leaf(Shape.Leaf leaf, long value, int start, String coordinate) {
        if (leaf.type().takes(value)) {
            out.value(records, value);
            return true;
        }
        if (leaf.type().coerce(records, value, out)) {
            return true;
        }
        errors.add("Expected " + leaf.type().named() + " for " + coordinate, "SUBGRAPH_INVALID_VALUE", trail);
        return cut(leaf, start);
    }

    private boolean enumValue(Shape.EnumLeaf leaf, long value, int start, String coordinate) {
        if (leaf.values().contains(records, value)) {
            out.value(records, value);
            return true;
        }
        errors.add("A value of " + coordinate + " is not part of this graph", "INVALID_ENUM_VALUE", trail);
        return cut(leaf, start);
    }

    private boolean list(Shape.ListOf shape, long list, int start, String coordinate) {
        if (!Records.isList(list)) {
            errors.add("Expected a list for " + coordinate, "SUBGRAPH_INVALID_VALUE", trail);
            return cut(shape, start);
        }
        out.put('[');
        for (var i = 0; i < records.size(list); i++) {
            if (i > 0) {
                out.put(',');
            }
            trail.index(i);
            var kept = value(shape.item(), records.item(list, i), coordinate);
            trail.leave();
            if (!kept) {
                return cut(shape, start);
            }
        }
        out.put(']');
        return true;
    }

    private boolean composite(Shape.Composite shape, long object, int start, String coordinate) {
        if (!Records.isObject(object)) {
            errors.add("Expected an object for " + coordinate, "SUBGRAPH_INVALID_VALUE", trail);
            return cut(shape, start);
        }
        var fields = shape.otherwise();
        if (!shape.exact()) {
            var typename = records.get(object, TypeNames.TYPENAME);
            var type = Records.isString(typename) ? shape.types().indexOf(records, typename) : -1;
            if (type < 0 && Records.isString(typename) && !abstractTypes.contains(records, typename)) {
                errors.add("The type of " + coordinate + " is not part of this graph", "INVALID_TYPE", trail);
                return cut(shape, start);
            }
            fields = type >= 0 ? shape.fields().get(type) : fields;
        }
        return object(fields, object) || cut(shape, start);
    }

    /** With an error of its own an object is missing because of that; nobody's object is missing because it is nobody's. */
    private boolean refetched(Shape.Refetched shape, long object, int start, String coordinate) {
        if (unknown.nobodyKnows(object)) {
            return cut(shape, start);
        }
        var told = errors.count();
        var length = errors.json().length();
        if (composite(shape.object(), object, start, coordinate)) {
            return true;
        }
        if (unknown.has(object)) {
            errors.truncate(told, length);
        }
        return cut(shape, start);
    }

    /** An object that stands in several places is written once and then copied, unless that gave an error, which tells the place. */
    private boolean object(Shape.Fields fields, long object) {
        var number = records.repeat(object);
        if (number == 0 || postponed != null) {
            return fields(fields, object);
        }
        if (written.repeat(number, fields, out)) {
            return true;
        }
        var start = out.length();
        var before = errors.count();
        if (!fields(fields, object)) {
            return false;
        }
        if (errors.count() == before) {
            written.remember(number, records.repeats(), fields, start, out);
        }
        return true;
    }

    private boolean fields(Shape.Fields fields, long object) {
        out.put('{');
        var places = records.layout(object).places(records, fields.lookups());
        var separate = false;
        for (var i = 0; i < places.length; i++) {
            var field = fields.list().get(i);
            if (field.when() != Shape.When.ALWAYS && !applies(field.when())) {
                continue;
            }
            if (field.shape() instanceof Shape.Later later) {
                postpone(later, object);
                continue;
            }
            var comma = separate ? 0 : 1;
            separate = true;
            out.put(field.key(), comma, field.key().length - comma);
            var value = places[i] < 0 ? Records.ABSENT : records.value(object, places[i]);
            if (field.shape() instanceof Shape.Leaf leaf && leaf.type().takes(value)) {
                out.value(records, value);
            } else if (!field(field, value)) {
                return false;
            }
        }
        out.put('}');
        return true;
    }

    private void postpone(Shape.Later later, long object) {
        if (postponed != null) {
            postponed.add(later, object, trail, out.length());
        }
    }

    private boolean field(Shape.ShapedField field, long value) {
        return switch (field.shape()) {
            case Shape.Constant(var json) -> {
                out.put(json);
                yield true;
            }
            case Shape.Introspected(var key) -> {
                out.put(introspection.getOrDefault(key, JsonBuffer.NULL));
                yield true;
            }
            case Shape shape -> {
                trail.field(field.name());
                var kept = value(shape, value, field.coordinate());
                trail.leave();
                yield kept;
            }
        };
    }

    private boolean empty(Shape shape, long value, int start, String coordinate) {
        if ((shape.nonNull() || value == Records.ABSENT) && !isTold()) {
            if (shape.nonNull()) {
                errors.add("Cannot return null for non-nullable field " + coordinate, "NULL_FOR_NON_NULL", trail);
            } else {
                errors.add("Nothing was answered for " + coordinate, "SUBGRAPH_INVALID_VALUE", trail);
            }
        }
        return cut(shape, start);
    }

    private boolean isTold() {
        for (var path : denied) {
            if (trail.isWithin(path)) {
                return true;
            }
        }
        return errors.tells(trail);
    }

    /** Takes back what was written of a value; true if null may stand in its place. */
    private boolean cut(Shape shape, int start) {
        if (start < out.length()) {
            out.truncate(start);
            written.forget();
        }
        if (postponed != null) {
            postponed.cut(known, start);
        }
        if (shape.nonNull()) {
            return false;
        }
        out.nothing();
        return true;
    }

    private boolean applies(Shape.When when) {
        return (when.conditions().isEmpty() || holds(when.conditions())) && !holds(when.unless());
    }

    private boolean holds(List<List<Condition>> alternatives) {
        for (var conditions : alternatives) {
            if (variables.holds(conditions)) {
                return true;
            }
        }
        return false;
    }
}
