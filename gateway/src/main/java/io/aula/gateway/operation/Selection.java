package io.aula.gateway.operation;

import java.util.List;

/** One entry of a selection set. */
public sealed interface Selection permits FieldSelection, InlineFragment {

    /** Conditions that must all hold for the selection to take part. */
    List<Condition> conditions();
}
