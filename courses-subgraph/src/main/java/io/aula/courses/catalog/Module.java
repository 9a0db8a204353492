package io.aula.courses.catalog;

import io.aula.courses.graphql.LocalizedText;

/** A part of a course; its rank says where it stands. */
public record Module(String id, String courseId, LocalizedText titles, String rank, int revision) {}
