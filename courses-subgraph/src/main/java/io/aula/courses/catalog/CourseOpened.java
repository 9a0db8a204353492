package io.aula.courses.catalog;

import io.aula.platform.id.CourseId;

/** A course can be taken up from now on, for the first time or again; told within the transaction in which it is published. */
public record CourseOpened(CourseId courseId) {}
