package io.aula.social.moderation;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.ReportId;
import io.aula.platform.id.ReviewId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import io.aula.social.access.CourseAccess;
import io.aula.social.comment.HeldComments;
import io.aula.social.comment.HeldComments.Content;
import io.aula.social.comment.Hold;
import io.aula.social.forum.HeldThreads;
import io.aula.social.graphql.Course;
import io.aula.social.graphql.User;
import io.aula.social.moderation.Target.OfComment;
import io.aula.social.moderation.Target.OfCourse;
import io.aula.social.moderation.Target.OfReview;
import io.aula.social.moderation.Target.OfThread;
import io.aula.social.moderation.Target.OfUser;
import io.aula.social.review.HeldReviews;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What can be done with each kind of thing that is reported. A course or a person is taken out of sight by nobody here: it is decided
 * about in their own pages, and the report says that somebody did.
 */
@Component
class Targets {
    private final HeldComments comments;
    private final HeldThreads threads;
    private final HeldReviews reviews;
    private final CourseAccess courses;
    private final People people;

    Targets(HeldComments comments, HeldThreads threads, HeldReviews reviews, CourseAccess courses, People people) {
        this.comments = comments;
        this.threads = threads;
        this.reviews = reviews;
        this.courses = courses;
        this.people = people;
    }

    /** What it says, in sight or not; nothing once it was deleted, nor of what says nothing. */
    Optional<Content> content(Target target) {
        return switch (target) {
            case OfComment(CommentId id) -> comments.find(id);
            case OfThread(ThreadId id) -> threads.find(id);
            case OfReview(ReviewId id) -> reviews.find(id);
            case OfCourse course -> Optional.empty();
            case OfUser user -> Optional.empty();
        };
    }

    /** As a field shows it, to whoever may see it held. */
    Optional<Object> node(Target target) {
        return switch (target) {
            case OfComment comment -> content(comment).map(Content::node);
            case OfThread thread -> content(thread).map(Content::node);
            case OfReview review -> content(review).map(Content::node);
            case OfCourse(CourseId id) -> Optional.of(new Course(id));
            case OfUser(UserId id) -> Optional.of(new User(id));
        };
    }

    /** Whether it stands where the person reads. */
    boolean isOpenTo(Target target, Caller person) {
        return switch (target) {
            case OfComment(CommentId id) -> comments.isOpen(id, person);
            case OfThread(ThreadId id) -> threads.isOpen(id, person);
            case OfReview review -> true;
            case OfCourse(CourseId id) -> courses.isThere(id, person);
            case OfUser(UserId id) -> id.equals(person.user()) || people.mayBeThere(id);
        };
    }

    boolean isVisible(Target target) {
        return !isHideable(target) || content(target).filter(Content::isVisible).isPresent();
    }

    /**
     * Whether the person keeps order where it is: what they report waits out of sight at once. Not so a teacher in the reviews of their
     * own course, who would hide what is said against it.
     */
    boolean isKeptBy(Target target, Caller person) {
        return switch (target) {
            case OfComment(CommentId id) -> comments.isKept(id, person);
            case OfThread(ThreadId id) -> threads.isKept(id, person);
            case OfReview review -> ModerationService.isModerator(person);
            case OfCourse course -> false;
            case OfUser user -> false;
        };
    }

    boolean isHideable(Target target) {
        return switch (target) {
            case OfComment comment -> true;
            case OfThread thread -> true;
            case OfReview review -> true;
            case OfCourse course -> false;
            case OfUser user -> false;
        };
    }

    void hold(Target target, Hold hold) {
        switch (target) {
            case OfComment(CommentId id) -> comments.hold(id, hold);
            case OfThread(ThreadId id) -> threads.withhold(id, hold);
            case OfReview(ReviewId id) -> reviews.hold(id, hold);
            case OfCourse course -> {}
            case OfUser user -> {}
        }
    }

    void remove(Target target, Hold hold) {
        switch (target) {
            case OfComment(CommentId id) -> comments.remove(id, hold);
            case OfThread(ThreadId id) -> threads.withhold(id, hold);
            case OfReview(ReviewId id) -> reviews.remove(id, hold);
            case OfCourse course -> {}
            case OfUser user -> {}
        }
    }

    void restore(Target target, ReportId report) {
        switch (target) {
            case OfComment(CommentId id) -> comments.restore(id, report);
            case OfThread(ThreadId id) -> threads.restore(id, report);
            case OfReview(ReviewId id) -> reviews.restore(id, report);
            case OfCourse course -> {}
            case OfUser user -> {}
        }
    }
}
