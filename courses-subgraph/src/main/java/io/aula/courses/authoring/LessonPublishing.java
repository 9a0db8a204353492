package io.aula.courses.authoring;

import static java.util.stream.Collectors.toSet;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.LessonStatus;
import io.aula.courses.refusal.RefusedException;
import io.aula.courses.refusal.Result;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;

/** Shows lessons to learners, and hides them again. */
@Service
class LessonPublishing {
    private final CatalogService catalog;
    private final Staff staff;
    private final Drafts drafts;
    private final Readiness readiness;
    private final CourseEvents events;
    private final OutlineTransaction transaction;
    private final Clock clock;

    LessonPublishing(
            CatalogService catalog,
            Staff staff,
            Drafts drafts,
            Readiness readiness,
            CourseEvents events,
            OutlineTransaction transaction,
            Clock clock) {
        this.catalog = catalog;
        this.staff = staff;
        this.drafts = drafts;
        this.readiness = readiness;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    Result<LessonId> publish(Caller caller, LessonId id) {
        return transaction.change(() -> {
            Lesson lesson = staff.lesson(caller, id);
            Course course = staff.course(caller, lesson.courseId());
            Readiness.Findings found = readiness.of(course, List.of(lesson));
            if (!found.lacks().isEmpty()) {
                throw new RefusedException(found.lacks());
            }
            if (!lesson.isPublished()) {
                turn(lesson, LessonStatus.PUBLISHED);
                if (course.isOpen()) {
                    events.lessonsPublished(course.id(), Set.of(id));
                }
            }
            return id;
        });
    }

    Result<LessonId> unpublish(Caller caller, LessonId id) {
        return transaction.change(() -> {
            Lesson lesson = staff.lesson(caller, id);
            staff.course(caller, lesson.courseId());
            if (lesson.isPublished()) {
                turn(lesson, LessonStatus.DRAFT);
            }
            return id;
        });
    }

    /** The course changes with it: its revision is the version under which its lessons are told to be published. */
    private void turn(Lesson lesson, LessonStatus status) {
        drafts.touchCourse(lesson.courseId(), clock.instant());
        set(lesson.courseId(), Set.of(lesson.id()), status);
    }

    /**
     * Publishes what is ready of a course that is about to be opened. What is not stays a draft, or becomes one where the course
     * was never open: nobody can have seen it then, while of a course that was closed since, those enrolled still do. A course
     * of which nothing can be shown is refused with all that is missing. Within the caller's change.
     *
     * @return the lessons that can be opened from now on
     */
    Set<LessonId> publishReady(Course course) {
        List<Lesson> lessons = catalog.lessonsOf(List.of(course.id())).getOrDefault(course.id(), List.of());
        Readiness.Findings found = readiness.of(course, lessons);
        if (found.ready().isEmpty()) {
            throw new RefusedException(
                    found.lacks().isEmpty() ? List.of(AuthoringRule.NO_LESSONS.refusal()) : found.lacks());
        }
        Set<LessonId> shown =
                ids(lessons, lesson -> !lesson.isPublished() && found.ready().contains(lesson.id()));
        Set<LessonId> hidden = course.publishedAt() == null
                ? ids(lessons, lesson -> lesson.isPublished() && !found.ready().contains(lesson.id()))
                : Set.of();
        set(course.id(), shown, LessonStatus.PUBLISHED);
        set(course.id(), hidden, LessonStatus.DRAFT);
        return course.isOpen() ? shown : found.ready();
    }

    private void set(CourseId courseId, Set<LessonId> ids, LessonStatus status) {
        if (!ids.isEmpty()) {
            drafts.setStatus(ids, status);
            events.lessonsChanged(ids);
            events.countedChanged(courseId);
        }
    }

    private static Set<LessonId> ids(List<Lesson> lessons, Predicate<Lesson> which) {
        return lessons.stream().filter(which).map(Lesson::id).collect(toSet());
    }
}
