package io.aula.social.graphql;

import io.aula.platform.id.UserId;

/** A person as this subgraph knows one: an id that identity fills. */
public record User(UserId id) {}
