package io.aula.gateway.graph;

import io.aula.gateway.supergraph.FieldSet;

/** Nodes without a graph, for those who only look at what they are called. */
public final class SomeNode {

    private SomeNode() {}

    public static Node of(String type, String subgraph) {
        return new Node(type, subgraph, FieldSet.none());
    }
}
