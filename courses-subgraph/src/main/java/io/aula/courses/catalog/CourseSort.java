package io.aula.courses.catalog;

/** The catalog's orders, all from most to least. */
public enum CourseSort {
    /** With words to look for, by how well they fit, then by how many take it; without, the same as popular. */
    RELEVANCE,
    NEWEST,
    POPULAR,
    /** A rating by few counts less than one by many. */
    RATING,
    DURATION
}
