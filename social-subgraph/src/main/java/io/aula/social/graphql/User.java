package io.aula.social.graphql;

/** A person as this subgraph knows one: an id that identity fills. */
public record User(String id) {}
