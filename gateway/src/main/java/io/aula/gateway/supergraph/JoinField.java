package io.aula.gateway.supergraph;

import java.util.Optional;

/**
 * What one subgraph declares of a field. {@code override} names the subgraph that lost the field to this one; a {@code contextual}
 * field takes arguments from the objects around it ({@code @fromContext}).
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
        boolean contextual) {}
