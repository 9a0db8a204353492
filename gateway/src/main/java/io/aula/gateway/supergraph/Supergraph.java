package io.aula.gateway.supergraph;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The composed graph; immutable. */
public record Supergraph(
        List<Subgraph> subgraphs, Map<String, TypeDefinition> types, ApiSchema api, CostWeights costs) {

    public Supergraph {
        subgraphs = List.copyOf(subgraphs);
        types = Map.copyOf(types);
    }

    /** The type of that name, which must exist. */
    public TypeDefinition type(String name) {
        return Optional.ofNullable(types.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no type " + name + " in the supergraph"));
    }

    public boolean isComposite(String name) {
        var type = types.get(name);
        return type != null && type.kind() != TypeDefinition.Kind.LEAF;
    }
}
