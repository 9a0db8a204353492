package io.aula.social.graphql;

import io.aula.platform.id.LessonId;

/** A lesson as this subgraph knows one: an id that courses fills. */
public record Lesson(LessonId id) {}
