package io.aula.courses.enrollment;

import io.aula.courses.graphql.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The enrollment, or why there is none, in the words of the schema. */
record EnrollPayload(@Nullable Enrollment enrollment, List<UserError> userErrors) {

    static EnrollPayload of(EnrollmentOutcome outcome) {
        return switch (outcome) {
            case EnrollmentOutcome.Stands(Enrollment enrollment) -> new EnrollPayload(enrollment, List.of());
            case EnrollmentOutcome.NoCourse(String id) -> refused(UserError.notFound(id));
            case EnrollmentOutcome.NoEnrollment(String id) -> refused(UserError.notFound(id));
            case EnrollmentOutcome.NotPublished() ->
                refused(UserError.invalid(
                        "NOT_PUBLISHED", "El curso no está publicado.", "The course is not published.", "courseId"));
            case EnrollmentOutcome.NotFree() ->
                refused(UserError.invalid(
                        "NOT_FREE", "Este curso no es gratuito.", "This course is not free.", "courseId"));
            case EnrollmentOutcome.Suspended(String argument) ->
                refused(UserError.invalid(
                        "SUSPENDED",
                        "Tu acceso a este curso está suspendido. Escribe a quien lo imparte.",
                        "Your access to this course is suspended. Write to whoever teaches it.",
                        argument));
            case EnrollmentOutcome.AlreadyCompleted() ->
                refused(UserError.invalid(
                        "ALREADY_COMPLETED",
                        "Ya terminaste este curso, así que se queda entre los tuyos.",
                        "You have finished this course, so it stays among yours.",
                        "enrollmentId"));
            case EnrollmentOutcome.KeyReused() -> refused(UserError.keyReused());
            case EnrollmentOutcome.KeyInvalid() -> refused(UserError.keyInvalid());
        };
    }

    private static EnrollPayload refused(UserError error) {
        return new EnrollPayload(null, List.of(error));
    }
}
