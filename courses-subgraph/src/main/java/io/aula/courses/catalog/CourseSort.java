package io.aula.courses.catalog;

/** The catalog's orders, all from most to least. */
public enum CourseSort {
    /** With words to look for, the matches that most people take; without, the same as popular. */
    RELEVANCE,
    NEWEST,
    POPULAR,
    DURATION
}
