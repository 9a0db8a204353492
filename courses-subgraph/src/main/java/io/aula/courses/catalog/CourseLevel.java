package io.aula.courses.catalog;

/** Whom a course is for. */
public enum CourseLevel {
    BEGINNER,
    INTERMEDIATE,
    ADVANCED,
    ALL
}
