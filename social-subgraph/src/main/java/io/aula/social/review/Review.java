package io.aula.social.review;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.ReviewId;
import io.aula.platform.id.UserId;
import io.aula.social.documents.PendingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What somebody thinks of a course, as it is stored.
 *
 * @param authorId null once it was withdrawn or the person's account is erased
 * @param personKey one for each person and course; once nobody's, the id
 * @param stars 1 to 5
 * @param body Markdown; null when the stars say all
 * @param helpful count of the votes, written after each
 * @param reply what the course's teachers answer, in Markdown
 * @param pending events that the broker has not confirmed yet
 */
@Document("reviews")
record Review(
        @Id ReviewId id,
        CourseId courseId,
        @Nullable UserId authorId,
        String personKey,
        int stars,
        @Nullable String body,
        @Nullable String reply,
        Visibility visibility,
        int helpful,
        Instant createdAt,
        @Nullable Instant editedAt,
        int v,
        List<PendingEvent> pending) {

    enum Visibility {
        VISIBLE,
        /** Until a moderator decides. */
        HELD,
        /** By a moderator. */
        REMOVED,
        /** Taken back by who wrote it. */
        DELETED
    }

    static String personKey(CourseId course, UserId person) {
        return course + ":" + person;
    }

    boolean isVisible() {
        return visibility == Visibility.VISIBLE;
    }

    boolean isBy(UserId userId) {
        return userId.equals(authorId);
    }

    boolean says(Opinion opinion) {
        return stars == opinion.stars() && Objects.equals(body, opinion.body());
    }
}
