package io.aula.courses.catalog;

import io.aula.platform.id.CourseId;
import java.util.Set;

/**
 * What the progress of these courses is made of changed: their lessons, or the rule by which a lesson is done. Told within the
 * transaction that changed it.
 *
 * @param isBeingWritten whether more of the same is likely to follow within moments
 */
public record CountedLessonsChanged(Set<CourseId> courseIds, boolean isBeingWritten) {
    public CountedLessonsChanged {
        courseIds = Set.copyOf(courseIds);
    }
}
