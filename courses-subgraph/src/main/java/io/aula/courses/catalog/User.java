package io.aula.courses.catalog;

import io.aula.platform.id.UserId;

/** A person, by id: identity knows the rest. */
public record User(UserId id) {}
