package io.aula.gateway.graph;

import io.aula.gateway.supergraph.ContextArgument;
import io.aula.gateway.supergraph.FieldSet;
import java.util.List;

/**
 * A field that a node can answer, and the node of its value; {@code requires} must be sent along, and {@code contexts} are arguments
 * that come from the objects around.
 */
public record FieldMove(Node target, FieldSet requires, List<ContextArgument> contexts) {

    public FieldMove {
        contexts = List.copyOf(contexts);
    }

    /** Whether the field can be asked for where the object is made, without handing anything back. */
    public boolean direct() {
        return requires.isEmpty() && contexts.isEmpty();
    }
}
