package io.aula.gateway.supergraph;

import java.util.Map;
import java.util.Optional;

/** A field of a composite type and what each subgraph declares of it, by subgraph name. */
public record FieldDefinition(String name, TypeReference type, Map<String, JoinField> joins) {

    public FieldDefinition {
        joins = Map.copyOf(joins);
    }

    public Optional<JoinField> in(String subgraph) {
        return Optional.ofNullable(joins.get(subgraph));
    }
}
