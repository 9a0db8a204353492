package io.aula.gateway.planner;

import io.aula.gateway.operation.Argument;
import io.aula.gateway.supergraph.ContextArgument;
import io.aula.gateway.supergraph.FieldSet;
import io.aula.gateway.supergraph.Supergraph;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/**
 * An object around a field, as far as one of the field's arguments comes from it.
 *
 * <pre>
 *   shops . items . price(currency: $c)      levels = 2, selection = currency
 *     ▲─────────────────────────────┘
 * </pre>
 */
record Surrounding(Path holder, int levels, FieldSet selection) {

    /** The nearest holder of the argument's context above the object where the path ends. */
    static Optional<Surrounding> of(Path path, ContextArgument argument, Supergraph supergraph) {
        var levels = 0;
        for (var part = path; part != null; part = part.before()) {
            if (!(part.step() instanceof Step.Follow)) {
                continue;
            }
            levels++;
            var holder = java.util.Objects.requireNonNull(part.before());
            var type = holder.node().type();
            if (argument.holders().contains(type)) {
                var selection = supergraph.type(type).isAbstract()
                        ? argument.selection()
                        : of(type, argument.selection(), supergraph);
                return Optional.of(new Surrounding(holder, levels, selection));
            }
        }
        return Optional.empty();
    }

    /** What a selection says of one type of objects, without fragments. */
    private static FieldSet of(String object, FieldSet selection, Supergraph supergraph) {
        var items = new ArrayList<FieldSet.Item>();
        for (var item : selection.items()) {
            switch (item) {
                case FieldSet.Leaf leaf -> items.add(leaf);
                case FieldSet.OnType(var type, var children) -> {
                    if (supergraph.type(type).possible().contains(object)) {
                        items.addAll(of(object, children, supergraph).items());
                    }
                }
            }
        }
        return new FieldSet(items);
    }

    /** The variable that carries the value; one for all who want the same from the same place. */
    Step.Context variable(ContextArgument argument, Requirements requirements) {
        var name = requirements.variable(holder.responsePath(), argument.type(), selection);
        return new Step.Context(name, argument.type(), levels, selection);
    }

    static Argument argument(ContextArgument argument, Step.Context context) {
        // No variable of the client's, so that it is not looked for among these.
        return new Argument(argument.name(), "$" + context.variable(), Set.of());
    }
}
