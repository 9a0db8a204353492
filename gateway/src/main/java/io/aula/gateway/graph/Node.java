package io.aula.gateway.graph;

import io.aula.gateway.supergraph.FieldSet;

/** A type as one subgraph knows it; {@code provided} are the fields that only the way here makes available. */
public record Node(String type, String subgraph, FieldSet provided) {

    /** Without what is provided: it takes long to hash, and tells few nodes apart. */
    @Override
    public int hashCode() {
        return 31 * type.hashCode() + subgraph.hashCode();
    }
}
