package io.aula.gateway.supergraph;

import java.util.List;
import java.util.Optional;

/**
 * What one subgraph declares of a field. {@code override} names the subgraph that lost the field to this one; {@code contexts} are the
 * arguments that come from the objects around it.
 */
public record JoinField(
        String subgraph,
        Optional<TypeReference> type,
        FieldSet requires,
        FieldSet provides,
        boolean external,
        boolean usedOverridden,
        Optional<String> override,
        Optional<String> overrideLabel,
        List<ContextArgument> contexts) {

    public JoinField {
        contexts = List.copyOf(contexts);
    }
}
