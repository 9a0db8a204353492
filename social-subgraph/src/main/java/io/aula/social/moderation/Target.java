package io.aula.social.moderation;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.ReviewId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import java.util.Optional;

/** What can be reported. */
sealed interface Target {

    /** Under a lesson, or a post in a thread. */
    record OfComment(CommentId id) implements Target {}

    record OfThread(ThreadId id) implements Target {}

    record OfReview(ReviewId id) implements Target {}

    record OfCourse(CourseId id) implements Target {}

    record OfUser(UserId id) implements Target {}

    /** By its id. */
    static Optional<Target> parse(String id) {
        return CommentId.parse(id)
                .<Target>map(OfComment::new)
                .or(() -> ThreadId.parse(id).map(OfThread::new))
                .or(() -> ReviewId.parse(id).map(OfReview::new))
                .or(() -> CourseId.parse(id).map(OfCourse::new))
                .or(() -> UserId.parse(id).map(OfUser::new));
    }

    default String text() {
        return switch (this) {
            case OfComment(CommentId id) -> id.text();
            case OfThread(ThreadId id) -> id.text();
            case OfReview(ReviewId id) -> id.text();
            case OfCourse(CourseId id) -> id.text();
            case OfUser(UserId id) -> id.text();
        };
    }
}
