package io.aula.courses.enrollment;

/** What came of enrolling or leaving. */
sealed interface EnrollmentOutcome {
    /** As the person wanted it, or had it already. */
    record Stands(Enrollment enrollment) implements EnrollmentOutcome {}

    record NoCourse(String id) implements EnrollmentOutcome {}

    record NoEnrollment(String id) implements EnrollmentOutcome {}

    record NotPublished() implements EnrollmentOutcome {}

    record NotFree() implements EnrollmentOutcome {}

    /** @param argument that names what is suspended */
    record Suspended(String argument) implements EnrollmentOutcome {}

    /** That a course was finished is not undone. */
    record AlreadyCompleted() implements EnrollmentOutcome {}

    record KeyReused() implements EnrollmentOutcome {}

    record KeyInvalid() implements EnrollmentOutcome {}
}
