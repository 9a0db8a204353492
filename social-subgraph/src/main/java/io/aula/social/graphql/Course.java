package io.aula.social.graphql;

/** A course as this subgraph knows one: an id that courses fills. */
public record Course(String id) {}
