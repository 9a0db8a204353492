package io.aula.gateway.operation;

import java.util.List;

/** A selected field; {@code selections} is empty for leaves. */
public record FieldSelection(
        String responseKey, String name, List<Argument> arguments, List<Condition> conditions, SelectionSet selections)
        implements Selection {

    public FieldSelection {
        arguments = List.copyOf(arguments);
        conditions = List.copyOf(conditions);
    }

    /** Whether the field carries an alias. */
    public boolean aliased() {
        return !responseKey.equals(name);
    }

    /** The same field asking for other children. */
    public FieldSelection with(SelectionSet children) {
        return new FieldSelection(responseKey, name, arguments, conditions, children);
    }
}
