package io.aula.social.feed;

import static java.util.stream.Collectors.toSet;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ReviewId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.social.access.CourseAccess;
import io.aula.social.access.CourseAccess.Learner;
import io.aula.social.access.LessonAccess;
import io.aula.social.access.Suspensions;
import io.aula.social.comment.CommentArchive;
import io.aula.social.comment.ThreadOfPosts;
import io.aula.social.documents.Stretch;
import io.aula.social.feed.Activities.Sources;
import io.aula.social.forum.ForumArchive;
import io.aula.social.review.ReviewArchive;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * A person's feed, put together as it is read: of the latest 300 people whom they follow and of the latest 200 courses that they are
 * in. What follows a person costs them nothing, and who is followed by a million is written once.
 */
@Service
class FeedService {
    private final Activities activities;
    private final Circle circle;
    private final CourseAccess courses;
    private final LessonAccess lessons;
    private final Suspensions suspensions;
    private final CommentArchive comments;
    private final ForumArchive forums;
    private final ReviewArchive reviews;
    private final Clock clock;

    FeedService(
            Activities activities,
            Circle circle,
            CourseAccess courses,
            LessonAccess lessons,
            Suspensions suspensions,
            CommentArchive comments,
            ForumArchive forums,
            ReviewArchive reviews,
            Clock clock) {
        this.activities = activities;
        this.circle = circle;
        this.courses = courses;
        this.lessons = lessons;
        this.suspensions = suspensions;
        this.comments = comments;
        this.forums = forums;
        this.reviews = reviews;
        this.clock = clock;
    }

    /**
     * Something that is for the reader.
     *
     * @param review as a field shows it, as is {@code thread}; null where it is about none
     */
    record Shown(
            Activity activity,
            @Nullable Object review,
            @Nullable ThreadOfPosts thread) {}

    /** A page of it; what is closed to the reader is passed over. */
    Stretch<Shown> page(Caller reader, Slice slice) {
        Map<UserId, Boolean> followed = circle.of(reader.user());
        Set<String> all = new HashSet<>();
        Set<String> showing = new HashSet<>();
        followed.forEach((person, isShowing) -> {
            all.add(person.text());
            if (isShowing) {
                showing.add(person.text());
            }
        });
        courses.learning(reader.user()).forEach(course -> all.add(course.text()));
        if (all.isEmpty()) {
            return Stretch.nothing();
        }
        Sources sources = new Sources(all, showing);
        Instant since = clock.instant().minus(Activities.KEPT);
        return Stretch.of(
                (place, most) -> activities.latest(sources, since, place, most),
                slice.from(),
                slice.size() + 1,
                Activity::place,
                found -> shown(found, reader));
    }

    /** What of it is to be seen by the reader now, in the same order. */
    private List<Shown> shown(List<Activity> found, Caller reader) {
        Optional<Caller> to = Optional.of(reader);
        Map<String, Object> opinions = reviews.shown(subjects(found, ReviewId::parse));
        Map<String, ThreadOfPosts> threads = forums.shown(subjects(found, ThreadId::parse), to);
        Map<CommentId, UserId> authors = comments.authors(threads.values().stream()
                .flatMap(thread -> answerId(thread).stream())
                .toList());
        Set<LessonId> open = lessons.open(subjects(found, LessonId::parse), to);
        Set<CourseId> published =
                courses.published(found.stream().map(Activity::courseId).collect(toSet()));
        Set<Learner> inside = courses.inside(found.stream()
                .filter(each -> each.kind().isOfTheirCourses())
                .flatMap(each -> learner(each).stream())
                .collect(toSet()));
        Set<UserId> suspended = suspensions.among(
                found.stream().map(Activity::actor).filter(Objects::nonNull).collect(toSet()));
        return found.stream()
                .filter(each -> each.actor() == null || !suspended.contains(each.actor()))
                .map(each -> new Shown(each, opinions.get(about(each)), threads.get(about(each))))
                .filter(each -> switch (each.activity().kind()) {
                    case FOLLOWED_ENROLLED, FOLLOWED_COMPLETED ->
                        published.contains(each.activity().courseId())
                                && learner(each.activity())
                                        .filter(inside::contains)
                                        .isPresent();
                    case FOLLOWED_REVIEWED -> published.contains(each.activity().courseId()) && each.review() != null;
                    case FOLLOWED_ANSWERED ->
                        answerId(each.thread())
                                .map(authors::get)
                                .filter(author -> author.equals(each.activity().actor()))
                                .isPresent();
                    case FOLLOWED_ASKED, ANNOUNCEMENT -> each.thread() != null;
                    case NEW_COURSE -> published.contains(each.activity().courseId());
                    case NEW_LESSON ->
                        LessonId.parse(about(each.activity()))
                                .filter(open::contains)
                                .isPresent();
                })
                .toList();
    }

    /** The answer that is accepted by now. */
    private static Optional<CommentId> answerId(@Nullable ThreadOfPosts thread) {
        return Optional.ofNullable(thread).flatMap(of -> Optional.ofNullable(of.answerId()));
    }

    private static Optional<Learner> learner(Activity activity) {
        return Optional.ofNullable(activity.actor()).map(person -> new Learner(person, activity.courseId()));
    }

    private static String about(Activity activity) {
        return Objects.requireNonNullElse(activity.subject(), "");
    }

    private static <I> Collection<I> subjects(List<Activity> of, Function<String, Optional<I>> kind) {
        return of.stream()
                .map(Activity::subject)
                .filter(Objects::nonNull)
                .flatMap(id -> kind.apply(id).stream())
                .distinct()
                .toList();
    }
}
