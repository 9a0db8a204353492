package io.aula.social.review;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.ReviewId;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import io.aula.social.comment.Hold;
import io.aula.social.documents.PendingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
 * @param hold why it is out of sight although it was not taken back; else null
 * @param pending events that the broker has not confirmed yet
 */
@Document("reviews")
public record Review(
        @Id ReviewId id,
        CourseId courseId,
        @Nullable UserId authorId,
        String personKey,
        int stars,
        @Nullable String body,
        @Nullable String reply,
        Visibility visibility,
        @Nullable Hold hold,
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

    /**
     * Whether it is seen.
     *
     * @param hold why it is not; null of what is
     */
    record Standing(Visibility visibility, @Nullable Hold hold) {
        static final Standing SEEN = new Standing(Visibility.VISIBLE, null);
        static final Standing SUSPENDED = new Standing(Visibility.HELD, Hold.ofSuspension());
    }

    boolean stands(Standing standing) {
        return visibility == standing.visibility() && Objects.equals(hold, standing.hold());
    }

    boolean isGone() {
        return visibility == Visibility.DELETED;
    }

    /** Whether it is for this reader: everybody's, or else its author's and the moderators'. */
    boolean isReadableBy(Optional<Caller> reader) {
        return isVisible()
                || reader.filter(person ->
                                isBy(person.user()) || (person.isStaff() && person.hasScope("community:moderate")))
                        .isPresent();
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
