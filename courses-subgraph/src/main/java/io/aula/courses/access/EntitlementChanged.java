package io.aula.courses.access;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has a right to is another than before; told within that transaction.
 *
 * @param courseId null for every course
 * @param isNew not heard of before
 */
public record EntitlementChanged(UserId userId, @Nullable CourseId courseId, boolean isNew) {}
