package io.aula.courses.catalog;

/** A person, by id: identity knows the rest. */
public record User(String id) {}
