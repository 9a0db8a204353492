package io.aula.gateway.graph;

import io.aula.gateway.supergraph.FieldSet;

/** A type as one subgraph knows it; {@code provided} are the fields that only the way here makes available. */
public record Node(String type, String subgraph, FieldSet provided) {}
