package io.aula.gateway.executor;

import io.aula.gateway.plan.PathSegment;
import io.aula.gateway.plan.ResponsePath;
import java.util.List;

/** A response path with its keys in bytes, and the walk along it. */
record CompiledPath(List<Leg> legs) {

    sealed interface Leg {

        record Into(String name, byte[] key) implements Leg {}

        record EachItem() implements Leg {}

        record Only(TypeNames types) implements Leg {}
    }

    /** Meets every object at the end of the path, in response order. */
    interface Visitor {

        void object(long object, Trail trail);

        /** Met on the way, before the leg of that number; an item of a list before more than one. */
        default void passes(int leg, long object) {}
    }

    static CompiledPath of(ResponsePath path, NameBytes names) {
        return new CompiledPath(Lists.map(path.segments(), segment -> leg(segment, names)));
    }

    private static Leg leg(PathSegment segment, NameBytes names) {
        return switch (segment) {
            case PathSegment.Field(var key) -> new Leg.Into(key, names.of(key));
            case PathSegment.ListItem() -> new Leg.EachItem();
            case PathSegment.TypeCondition(var types) -> new Leg.Only(new TypeNames(types));
        };
    }

    void walk(Records records, long from, Visitor visitor) {
        walk(records, from, 0, new Trail(), visitor);
    }

    private void walk(Records records, long value, int leg, Trail trail, Visitor visitor) {
        if (Records.isList(value)) {
            for (var i = 0; i < records.size(value); i++) {
                trail.index(i);
                walk(records, records.item(value, i), leg, trail, visitor);
                trail.leave();
            }
            return;
        }
        if (!Records.isObject(value)) {
            return;
        }
        visitor.passes(leg, value);
        if (leg == legs.size()) {
            visitor.object(value, trail);
            return;
        }
        switch (legs.get(leg)) {
            case Leg.Into(var name, var key) -> {
                trail.field(name);
                walk(records, records.get(value, key), leg + 1, trail, visitor);
                trail.leave();
            }
            // Lists are entered wherever they stand, so a segment for their items asks for nothing more.
            case Leg.EachItem() -> walk(records, value, leg + 1, trail, visitor);
            case Leg.Only(var types) -> {
                if (types.contains(records, records.get(value, TypeNames.TYPENAME))) {
                    walk(records, value, leg + 1, trail, visitor);
                }
            }
        }
    }

    /** The path's fields without list positions, for errors that concern all of its objects. */
    Trail names() {
        var trail = new Trail();
        for (var leg : legs) {
            if (leg instanceof Leg.Into(var name, var ignored)) {
                trail.field(name);
            }
        }
        return trail;
    }
}
