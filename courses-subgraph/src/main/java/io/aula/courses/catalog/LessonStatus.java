package io.aula.courses.catalog;

/** Whether learners see a lesson; those who teach see it either way. */
public enum LessonStatus {
    DRAFT,
    PUBLISHED
}
