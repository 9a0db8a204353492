package io.aula.gateway.planner;

import io.aula.gateway.operation.Argument;
import io.aula.gateway.plan.ResponsePath;
import io.aula.gateway.supergraph.FieldSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names the fields and variables that only keys, requires and contexts ask for. Fields keep their own name unless they take arguments or the client uses that
 * name for something else; then they get an internal one.
 */
final class Requirements {

    private final Set<String> taken;
    private final Set<String> variables;
    private final Map<FieldSet.Leaf, String> names = new HashMap<>();
    private final Map<Origin, String> contexts = new HashMap<>();

    private record Origin(ResponsePath holder, String type, FieldSet selection) {}

    /** {@code taken} and {@code variables} are the response keys and variables that are the client's. */
    Requirements(Set<String> taken, Set<String> variables) {
        this.taken = taken;
        this.variables = variables;
    }

    String responseKey(FieldSet.Leaf field) {
        if (field.arguments().isEmpty() && !taken.contains(field.name())) {
            return field.name();
        }
        var identity = new FieldSet.Leaf(field.name(), field.arguments(), FieldSet.none());
        return names.computeIfAbsent(identity, leaf -> "_aula_" + leaf.name() + "_" + names.size());
    }

    /** The variable for a value that comes from around. */
    String variable(ResponsePath holder, String type, FieldSet selection) {
        return contexts.computeIfAbsent(new Origin(holder, type, selection), _ -> {
            var name = "context" + contexts.size();
            // Requests put numbers behind it.
            while (startsVariable(name)) {
                name = "_" + name;
            }
            return name;
        });
    }

    private boolean startsVariable(String name) {
        return variables.stream().anyMatch(variable -> variable.startsWith(name));
    }

    List<Argument> arguments(FieldSet.Leaf field) {
        if (field.arguments().isEmpty()) {
            return List.of();
        }
        return field.arguments().entrySet().stream()
                .map(entry -> new Argument(entry.getKey(), entry.getValue(), Set.of()))
                .toList();
    }
}
