package io.aula.courses.access;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;

/** That somebody has a right of their own to a course that can be taken up, and does not take it. */
public record WaitingRight(UserId userId, CourseId courseId) {}
