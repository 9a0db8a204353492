package io.aula.courses.catalog;

import io.aula.platform.id.CourseId;

/** A course's videos shall have captions in other languages; told within the transaction in which its settings change. */
public record CaptionLocalesChanged(CourseId courseId) {}
