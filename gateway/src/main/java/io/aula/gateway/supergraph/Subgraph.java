package io.aula.gateway.supergraph;

/** A service that answers part of the graph; {@code name} is how its owner spells it. */
public record Subgraph(String name, String url) {}
