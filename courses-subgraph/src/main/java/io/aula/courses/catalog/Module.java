package io.aula.courses.catalog;

import io.aula.courses.graphql.LocalizedText;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.ModuleId;

/** A part of a course; its rank says where it stands. */
public record Module(ModuleId id, CourseId courseId, LocalizedText titles, String rank, int revision) {}
