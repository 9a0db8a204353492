package io.aula.gateway.graph;

import io.aula.gateway.supergraph.FieldSet;

/** A way to the same object in another subgraph: ask for it as an entity of the target's type, under this key. */
public record Jump(Node target, FieldSet key) {}
