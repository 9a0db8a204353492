package io.aula.gateway.executor;

import io.aula.gateway.operation.ResponseKeys;
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
            case PathSegment.Field(var key) -> new Leg.Into(ResponseKeys.shown(key), names.of(key));
            case PathSegment.ListItem() -> new Leg.EachItem();
            case PathSegment.TypeCondition(var types) -> new Leg.Only(new TypeNames(types));
        };
    }

    /** Meets an object that stands in several places once, wherever that is. */
    void walk(Records records, long from, Visitor visitor) {
        records.beginWalk();
        new Walk(records, visitor, true).go(from, 0);
    }

    /** Meets each object as often as it stands somewhere. */
    void walkPlaces(Records records, long from, Visitor visitor) {
        new Walk(records, visitor, false).go(from, 0);
    }

    private final class Walk {

        private final Records records;
        private final Visitor visitor;
        private final boolean once;
        private final Trail trail = new Trail();

        Walk(Records records, Visitor visitor, boolean once) {
            this.records = records;
            this.visitor = visitor;
            this.once = once;
        }

        void go(long value, int leg) {
            if (Records.isList(value)) {
                items(value, leg);
            } else if (Records.isObject(value) && !(once && records.met(value))) {
                pass(value, leg);
            }
        }

        private void items(long list, int leg) {
            for (var i = 0; i < records.size(list); i++) {
                trail.index(i);
                go(records.item(list, i), leg);
                trail.leave();
            }
        }

        private void pass(long object, int leg) {
            visitor.passes(leg, object);
            if (leg == legs.size()) {
                visitor.object(object, trail);
                return;
            }
            switch (legs.get(leg)) {
                case Leg.Into(var name, var key) -> {
                    trail.field(name);
                    go(records.get(object, key), leg + 1);
                    trail.leave();
                }
                // Lists are entered wherever they stand, so a segment for their items asks for nothing more.
                case Leg.EachItem() -> pass(object, leg + 1);
                case Leg.Only(var types) -> {
                    if (types.contains(records, records.get(object, TypeNames.TYPENAME))) {
                        pass(object, leg + 1);
                    }
                }
            }
        }
    }
}
