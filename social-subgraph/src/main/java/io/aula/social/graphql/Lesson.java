package io.aula.social.graphql;

/** A lesson as this subgraph knows one: an id that courses fills. */
public record Lesson(String id) {}
