package io.aula.gateway.operation;

import java.util.List;

/** What is selected on one type, in response order. */
public record SelectionSet(String type, List<Selection> selections) {

    private static final SelectionSet NONE = new SelectionSet("", List.of());

    public SelectionSet {
        selections = List.copyOf(selections);
    }

    /** The selection set of a leaf. */
    public static SelectionSet none() {
        return NONE;
    }

    public boolean isEmpty() {
        return selections.isEmpty();
    }
}
