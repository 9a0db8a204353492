package io.aula.social.inbox;

import io.aula.platform.id.CourseId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of an inbox is wanted; what is not given holds for all. */
record InboxFilter(@Nullable InboxKind kind, @Nullable String courseId) {
    static final InboxFilter ALL = new InboxFilter(null, null);

    Set<InboxKind> kinds() {
        return kind == null ? EnumSet.allOf(InboxKind.class) : Set.of(kind);
    }

    /** Of a course that is not among them there is nothing. */
    Set<CourseId> of(Set<CourseId> courses) {
        return courseId == null
                ? courses
                : CourseId.parse(courseId)
                        .filter(courses::contains)
                        .map(Set::of)
                        .orElse(Set.of());
    }
}
