package io.aula.courses.catalog;

/** Whether a course is open to everybody or sold. */
public enum CoursePriceKind {
    FREE,
    /** At a price of its own or with the membership, which covers every course. */
    PAID
}
