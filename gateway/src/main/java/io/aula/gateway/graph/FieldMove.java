package io.aula.gateway.graph;

import io.aula.gateway.supergraph.FieldSet;

/** A field that a node can answer, and the node of its value; {@code requires} must be sent along. */
public record FieldMove(Node target, FieldSet requires) {}
