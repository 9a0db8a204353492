package io.aula.gateway.supergraph;

/** One {@code @join__type}: the subgraph knows the type, under this key if it has one. */
public record JoinType(String subgraph, FieldSet key, boolean resolvable, boolean interfaceObject) {}
