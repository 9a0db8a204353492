package io.aula.courses.access;

/** By what an enrollment began: for nothing, as one who teaches, or by a right that may end. */
public enum EnrollmentSource {
    FREE,
    STAFF,
    ORDER,
    MEMBERSHIP,
    GRANT,
    SEAT
}
