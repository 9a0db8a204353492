package io.aula.gateway.operation;

import java.util.List;

/** Selections for objects of one type; the type condition may be an object, an interface or a union. */
public record InlineFragment(String typeCondition, List<Condition> conditions, SelectionSet selections)
        implements Selection {

    public InlineFragment {
        conditions = List.copyOf(conditions);
    }
}
