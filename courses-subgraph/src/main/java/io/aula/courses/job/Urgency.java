package io.aula.courses.job;

/** Which queue: a person waiting, or many at once. */
public enum Urgency {
    INTERACTIVE,
    BULK
}
