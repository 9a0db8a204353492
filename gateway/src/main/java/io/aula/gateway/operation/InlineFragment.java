package io.aula.gateway.operation;

import java.util.List;
import java.util.Optional;

/** Selections for objects of one type; the type condition may be an object, an interface or a union. */
public record InlineFragment(
        String typeCondition, List<Condition> conditions, Optional<Deferral> deferral, SelectionSet selections)
        implements Selection {

    public InlineFragment {
        conditions = List.copyOf(conditions);
    }

    /** A fragment that is answered at once. */
    public InlineFragment(String typeCondition, List<Condition> conditions, SelectionSet selections) {
        this(typeCondition, conditions, Optional.empty(), selections);
    }

    /** The same fragment asking for something else. */
    public InlineFragment with(SelectionSet other) {
        return new InlineFragment(typeCondition, conditions, deferral, other);
    }
}
