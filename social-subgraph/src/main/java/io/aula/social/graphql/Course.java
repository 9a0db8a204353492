package io.aula.social.graphql;

import io.aula.platform.id.CourseId;

/** A course as this subgraph knows one: an id that courses fills. */
public record Course(CourseId id) {}
