package io.aula.social.feed;

import io.aula.platform.id.ActivityId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Cursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Something that happened, as it is stored.
 *
 * @param source whom or what one follows to see it: a person, or a course
 * @param actor null where nobody in particular did it
 * @param subject the id of a review, a thread or a lesson; null when the course says all
 */
@Document("activity")
record Activity(
        @Id ActivityId id,
        String source,
        FeedKind kind,
        @Nullable UserId actor,
        CourseId courseId,
        @Nullable String subject,
        Instant at) {

    /** By a person, for those who follow them. */
    static Activity by(UserId actor, FeedKind kind, CourseId course, @Nullable String subject, Instant at) {
        return of(actor.text(), kind, actor, course, subject, at);
    }

    /** In a course, for those who are in it. */
    static Activity in(CourseId course, FeedKind kind, String subject, Instant at) {
        return of(course.text(), kind, null, course, subject, at);
    }

    private static Activity of(
            String source,
            FeedKind kind,
            @Nullable UserId actor,
            CourseId course,
            @Nullable String subject,
            Instant at) {
        ActivityId id = ActivityId.of(kind.name(), source, course.text(), subject == null ? "" : subject);
        return new Activity(id, source, kind, actor, course, subject, at);
    }

    /** They stand in the order in which they happened. */
    Cursor place() {
        return new Cursor(at.toEpochMilli(), id.text(), "");
    }
}
