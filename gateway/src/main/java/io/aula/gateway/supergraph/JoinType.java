package io.aula.gateway.supergraph;

/**
 * One {@code @join__type}: the subgraph knows the type, under this key if it has one. An {@code extension} never makes the object
 * itself, so that it is always handed the key it marks external.
 */
public record JoinType(String subgraph, FieldSet key, boolean resolvable, boolean interfaceObject, boolean extension) {}
