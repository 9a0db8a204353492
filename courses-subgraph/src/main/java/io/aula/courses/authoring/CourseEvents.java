package io.aula.courses.authoring;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.CourseStatus;
import io.aula.courses.catalog.Lesson;
import io.aula.platform.outbox.Outbox;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Tells the other services what became of a course, in the transaction that changed it. */
@Component
class CourseEvents {
    private final Outbox outbox;
    private final CatalogService catalog;

    CourseEvents(Outbox outbox, CatalogService catalog) {
        this.outbox = outbox;
        this.catalog = catalog;
    }

    void published(String courseId) {
        Course course = tell("course.published", courseId);
        List<Lesson> lessons = catalog.lessonsOf(List.of(courseId)).getOrDefault(courseId, List.of());
        for (int at = 0; at < lessons.size(); at++) {
            Lesson lesson = lessons.get(at);
            outbox.append(
                    "lesson.published",
                    lesson.id(),
                    course.revision(),
                    Map.of(
                            "lessonId",
                            lesson.id(),
                            "courseId",
                            courseId,
                            "pos",
                            at,
                            "durationMs",
                            lesson.durationMs()));
        }
    }

    void updated(String courseId) {
        tell("course.updated", courseId);
    }

    void archived(String courseId) {
        tell("course.archived", courseId);
    }

    private Course tell(String type, String courseId) {
        Course course = Objects.requireNonNull(catalog.known(List.of(courseId)).get(courseId));
        outbox.append(
                type,
                courseId,
                course.revision(),
                Map.of(
                        "courseId", courseId,
                        "slug", course.slug(),
                        "status", status(course.status()),
                        "locale", course.originalLocale(),
                        "level", course.level(),
                        "instructorIds", catalog.instructors(List.of(courseId)).getOrDefault(courseId, List.of()),
                        "title", course.titles().orEmpty(course.originalLocale(), course.originalLocale())));
        return course;
    }

    /** To the others a course is in the catalog or it is not. */
    private static String status(CourseStatus status) {
        return switch (status) {
            case DRAFT, IN_REVIEW, UNLISTED -> "DRAFT";
            case PUBLISHED -> "PUBLISHED";
            case ARCHIVED -> "ARCHIVED";
        };
    }
}
