package io.aula.gateway.executor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A request for entities with values from around them. Objects with equal values share an alias:
 *
 * <pre>
 *   query($r0_0:[_Any!]!,$context0_0:String,$r0_1:[_Any!]!,$context0_1:String){
 *     _e0:_entities(representations:$r0_0){…price(currency:$context0_0)}
 *     _e1:_entities(representations:$r0_1){…price(currency:$context0_1)}}
 * </pre>
 */
final class ContextRequest {

    /** Objects with the same values around; {@code representations} is what is written of them so far. */
    private record Group(
            Step.Lookup lookup,
            List<byte[]> text,
            List<byte[]> values,
            JsonBuffer representations,
            EntityRepresentations collected) {}

    private final Records records;
    private final Step.ContextCall call;
    private final List<Group> groups = new ArrayList<>();
    private final List<AskedEntities> asked = new ArrayList<>();
    private int representations;

    ContextRequest(Records records, Step.ContextCall call) {
        this.records = records;
        this.call = call;
    }

    List<AskedEntities> asked() {
        return asked;
    }

    int representations() {
        return representations;
    }

    /** Takes in the objects of one look-up; what is known of any of them already is given to it instead. */
    void collect(Step.Lookup lookup, KnownEntities known, long root) {
        var text = call.texts().get(call.lookups().indexOf(lookup));
        var collection = new Collection(lookup, text, known);
        for (var path = 0; path < lookup.paths().size(); path++) {
            collection.path = path;
            lookup.paths().get(path).walk(records, root, collection);
        }
        for (var group : collection.own) {
            if (group.collected().representations() > 0) {
                asked.add(new AskedEntities(lookup, TypeNames.bytes("_e" + groups.size()), group.collected()));
                groups.add(group);
                representations += group.collected().representations();
            }
        }
    }

    /** One look-up's objects, met one by one. */
    private final class Collection implements CompiledPath.Visitor {

        private final Step.Lookup lookup;
        private final List<byte[]> text;
        private final KnownEntities known;
        private final JsonBuffer values = new JsonBuffer(64);
        private final DistinctSlices distinct = new DistinctSlices(values);
        private final List<Group> own = new ArrayList<>();
        private long[] passed = new long[16];
        private int path;
        /** Whether some answer left out what the context looked at last is made of. */
        private boolean isLeftOut;

        Collection(Step.Lookup lookup, List<byte[]> text, KnownEntities known) {
            this.lookup = lookup;
            this.text = text;
            this.known = known;
        }

        @Override
        public void passes(int leg, long object) {
            if (leg >= passed.length) {
                passed = Arrays.copyOf(passed, leg * 2);
            }
            passed[leg] = object;
        }

        @Override
        public void object(long object, Trail trail) {
            var from = values.length();
            var all = new ArrayList<byte[]>(lookup.contexts().size());
            for (var context : lookup.contexts()) {
                var start = values.length();
                isLeftOut = false;
                first(context.value(), passed[context.holder()]);
                if (context.mandatory() && values.length() == start + 4 && values.bytes()[start] == 'n') {
                    // The subgraph would refuse the whole request; why it is null has been told, unless it was left
                    // out.
                    values.truncate(from);
                    if (!isLeftOut) {
                        lookup.output().putNulls(records, object);
                    }
                    return;
                }
                all.add(Arrays.copyOfRange(values.bytes(), start, values.length()));
                values.put(',');
            }
            var number = distinct.add(from, values.length() - from);
            if (number == own.size()) {
                var written = new JsonBuffer(256);
                own.add(new Group(lookup, text, all, written, new EntityRepresentations(records, written, known)));
            } else {
                values.truncate(from);
            }
            own.get(number).collected().offer(lookup, object, path);
        }

        /** What the first field that applies to the object leads to. */
        private void first(List<Step.SentField> fields, long object) {
            for (var field : fields) {
                var applies = field.onlyFor().isEmpty()
                        || field.onlyFor().contains(records, records.get(object, TypeNames.TYPENAME));
                if (applies) {
                    value(field, records.get(object, field.responseKey()));
                    return;
                }
            }
            values.nothing();
        }

        private void value(Step.SentField field, long value) {
            isLeftOut |= value == Records.ABSENT;
            if (Records.isList(value)) {
                values.put('[');
                for (var i = 0; i < records.size(value); i++) {
                    if (i > 0) {
                        values.put(',');
                    }
                    value(field, records.item(value, i));
                }
                values.put(']');
            } else if (Records.isObject(value) && !field.children().isEmpty()) {
                first(field.children(), value);
            } else {
                values.value(records, value);
            }
        }
    }

    JsonBuffer body(ExecutionInput input) {
        var body = new JsonBuffer(512).raw("{\"query\":\"query(").put(call.declarations());
        for (var i = 0; i < groups.size(); i++) {
            if (i > 0) {
                body.put(',');
            }
            declare(body, groups.get(i), i);
        }
        body.raw("){");
        for (var i = 0; i < groups.size(); i++) {
            select(body, groups.get(i), i);
        }
        body.raw("}\",\"variables\":{");
        var separate = RequestBodies.variables(call.text(), input, body);
        for (var i = 0; i < groups.size(); i++) {
            if (separate) {
                body.put(',');
            }
            separate = true;
            assign(body, groups.get(i), i);
        }
        return body.put('}').put('}');
    }

    private static void declare(JsonBuffer body, Group group, int number) {
        representationsVariable(body, group).number(number).raw(":[_Any!]!");
        for (var context : group.lookup().contexts()) {
            body.put(',').put('$').put(context.name()).put('_').number(number);
            body.put(':').put(context.type());
        }
    }

    private static void select(JsonBuffer body, Group group, int number) {
        body.raw("_e").number(number).raw(":_entities(representations:");
        representationsVariable(body, group).number(number).put(')');
        var pieces = group.text();
        for (var i = 0; i < pieces.size(); i++) {
            if (i > 0) {
                body.put('_').number(number);
            }
            body.put(pieces.get(i));
        }
    }

    private static void assign(JsonBuffer body, Group group, int number) {
        body.put('"').put(group.lookup().variable()).put('_').number(number).raw("\":[");
        body.put(group.representations().bytes(), 0, group.representations().length())
                .put(']');
        for (var i = 0; i < group.values().size(); i++) {
            var name = group.lookup().contexts().get(i).name();
            body.raw(",\"")
                    .put(name)
                    .put('_')
                    .number(number)
                    .raw("\":")
                    .put(group.values().get(i));
        }
    }

    private static JsonBuffer representationsVariable(JsonBuffer body, Group group) {
        return body.put('$').put(group.lookup().variable()).put('_');
    }
}
