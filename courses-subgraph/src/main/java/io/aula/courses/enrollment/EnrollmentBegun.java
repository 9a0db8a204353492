package io.aula.courses.enrollment;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.EnrollmentId;
import io.aula.platform.id.UserId;

/** Somebody began a course, or took it up again; told within that transaction. */
public record EnrollmentBegun(EnrollmentId enrollmentId, UserId userId, CourseId courseId) {}
