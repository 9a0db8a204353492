package io.aula.courses.catalog;

/** What makes a lesson done. */
public enum CompletionRule {
    /** Enough of it was watched. */
    COVERAGE,
    /** The learner says so. */
    MANUAL
}
