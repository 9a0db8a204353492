package io.aula.courses.progress;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;

/** Who learns what. */
record Learner(UserId userId, CourseId courseId) {}
