package io.aula.courses.enrollment;

/** Somebody began a course, or took it up again; told within that transaction. */
public record EnrollmentBegun(String enrollmentId, String userId, String courseId) {}
