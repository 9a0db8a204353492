package io.aula.courses.catalog;

/** Where a course stands between its first draft and its archive. */
public enum CourseStatus {
    DRAFT,
    IN_REVIEW,
    PUBLISHED,
    UNLISTED,
    ARCHIVED
}
