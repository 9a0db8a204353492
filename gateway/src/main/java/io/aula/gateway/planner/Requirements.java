package io.aula.gateway.planner;

import io.aula.gateway.operation.Argument;
import io.aula.gateway.supergraph.FieldSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names the fields that only keys and requires ask for. They keep their own name unless they take arguments or the client uses that
 * name for something else; then they get an internal one.
 */
final class Requirements {

    private final Set<String> taken;
    private final Map<FieldSet.Leaf, String> names = new HashMap<>();

    Requirements(Set<String> taken) {
        this.taken = taken;
    }

    String responseKey(FieldSet.Leaf field) {
        if (field.arguments().isEmpty() && !taken.contains(field.name())) {
            return field.name();
        }
        var identity = new FieldSet.Leaf(field.name(), field.arguments(), FieldSet.none());
        return names.computeIfAbsent(identity, leaf -> "_aula_" + leaf.name() + "_" + names.size());
    }

    List<Argument> arguments(FieldSet.Leaf field) {
        return field.arguments().entrySet().stream()
                .map(entry -> new Argument(entry.getKey(), entry.getValue(), Set.of()))
                .toList();
    }
}
