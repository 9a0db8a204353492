package io.aula.courses.authoring;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.CountedLessonsChanged;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.CourseStatus;
import io.aula.courses.catalog.Lesson;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UserId;
import io.aula.platform.outbox.Outbox;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells the other services what became of courses and lessons, drafts too, in the transaction that changed them: who may read
 * what is decided elsewhere from copies of this.
 */
@Component
class CourseEvents {
    private final Outbox outbox;
    private final CatalogService catalog;
    private final LessonFacts facts;
    private final Drafts drafts;
    private final Clock clock;
    private final ApplicationEventPublisher told;

    CourseEvents(
            Outbox outbox,
            CatalogService catalog,
            LessonFacts facts,
            Drafts drafts,
            Clock clock,
            ApplicationEventPublisher told) {
        this.outbox = outbox;
        this.catalog = catalog;
        this.facts = facts;
        this.drafts = drafts;
        this.clock = clock;
        this.told = told;
    }

    /** A course that is not in the catalog is not "published" to people, though it may be open. */
    void published(CourseId courseId) {
        Course course = known(courseId);
        tell(course.status() == CourseStatus.PUBLISHED ? "course.published" : "course.updated", course);
    }

    void updated(CourseId courseId) {
        tell("course.updated", known(courseId));
    }

    /** As it is now, with the places of its lessons: for copies that were lost, and news to nobody. */
    void stated(CourseId courseId) {
        Course course = known(courseId);
        tell("course.updated", course);
        List<Lesson> shown = catalog.publishedLessonsOf(List.of(courseId)).getOrDefault(courseId, List.of());
        for (int at = 0; at < shown.size(); at++) {
            placed(course, shown.get(at), at, false);
        }
    }

    void archived(CourseId courseId) {
        tell("course.archived", known(courseId));
    }

    /** Somebody else made this person a teacher of the course: they are told by mail. */
    void staffAdded(Course course, UserId person, Caller by) {
        outbox.append(
                "mail.requested",
                course.id().text(),
                course.revision(),
                Map.of(
                        "template",
                        "course.staff-added",
                        "userId",
                        person,
                        "people",
                        Map.of("author", by.user()),
                        "titles",
                        Map.of("course", course.titles().orEmpty(course.originalLocale(), course.originalLocale())),
                        "path",
                        "/teach/" + course.id()));
    }

    /** These lessons of an open course can be opened from now on, or on their day: what people are told, of each when that has come. */
    void lessonsPublished(CourseId courseId, Set<LessonId> lessonIds) {
        Course course = known(courseId);
        Set<LessonId> fresh = drafts.announce(lessonIds, clock.instant());
        List<Lesson> shown = catalog.publishedLessonsOf(List.of(courseId)).getOrDefault(courseId, List.of());
        for (int at = 0; at < shown.size(); at++) {
            Lesson lesson = shown.get(at);
            if (lessonIds.contains(lesson.id())) {
                placed(course, lesson, at, fresh.contains(lesson.id()));
            }
        }
    }

    private void placed(Course course, Lesson lesson, int at, boolean isNew) {
        outbox.append(
                "lesson.published",
                lesson.id().text(),
                course.revision(),
                Map.of(
                        "lessonId", lesson.id(),
                        "courseId", course.id(),
                        "pos", at,
                        "durationMs", lesson.durationMs(),
                        "isNew", isNew));
    }

    void lessonsChanged(Collection<LessonId> lessonIds) {
        facts.of(lessonIds).forEach(fact -> {
            Map<String, @Nullable Object> data = new HashMap<>();
            data.put("lessonId", fact.lessonId());
            data.put("courseId", fact.courseId());
            data.put("status", fact.status().name());
            data.put("isFreePreview", fact.isFreePreview());
            data.put(
                    "releaseAt",
                    fact.releaseAt() == null ? null : fact.releaseAt().toString());
            data.put("deleted", fact.deleted());
            outbox.append("lesson.changed", fact.lessonId().text(), fact.revision(), data);
        });
    }

    /** Progress in the course is made of other lessons, or by another rule, than before. */
    void countedChanged(CourseId courseId) {
        countedChanged(Set.of(courseId));
    }

    void countedChanged(Set<CourseId> courseIds) {
        told.publishEvent(new CountedLessonsChanged(courseIds, false));
    }

    /** As {@link #countedChanged}, and will again within moments: an article is being written. */
    void countedIsBeingWritten(CourseId courseId) {
        told.publishEvent(new CountedLessonsChanged(Set.of(courseId), true));
    }

    private Course known(CourseId courseId) {
        return Objects.requireNonNull(catalog.known(List.of(courseId)).get(courseId));
    }

    private void tell(String type, Course course) {
        outbox.append(
                type,
                course.id().text(),
                course.revision(),
                Map.of(
                        "courseId", course.id(),
                        "slug", course.slug(),
                        "status", status(course.status()),
                        "locale", course.originalLocale(),
                        "level", course.level().name(),
                        "ownerId", course.ownerId(),
                        // Identity takes it once, when it first hears of the course; from then on it is the one to say.
                        "isFree", course.isFree(),
                        "instructorIds",
                                catalog.instructors(List.of(course.id())).getOrDefault(course.id(), List.of()),
                        "title", course.titles().orEmpty(course.originalLocale(), course.originalLocale())));
    }

    private static String status(CourseStatus status) {
        return switch (status) {
            case DRAFT, IN_REVIEW -> "DRAFT";
            case UNLISTED -> "UNLISTED";
            case PUBLISHED -> "PUBLISHED";
            case ARCHIVED -> "ARCHIVED";
        };
    }
}
