package io.aula.social.access;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the copy holds, one line a thing, for comparing with courses. */
@Component
public class AccessCensus {
    private final Known known;

    AccessCensus(Known known) {
        this.known = known;
    }

    /** {@code lesson course status preview|paid epoch-milliseconds|now}, of those that are not deleted. */
    public List<String> lessons(int atMost) {
        return known.all(KnownLesson.class, atMost).stream()
                .filter(lesson -> !lesson.isDeleted())
                .map(lesson -> String.join(
                        " ",
                        lesson.id().text(),
                        lesson.courseId().text(),
                        lesson.status().name(),
                        lesson.isFreePreview() ? "preview" : "paid",
                        moment(lesson.releaseAt())))
                .toList();
    }

    /** {@code course status person,person}. */
    public List<String> courses(int atMost) {
        return known.all(KnownCourse.class, atMost).stream()
                .map(course -> String.join(
                        " ",
                        course.id().text(),
                        course.status().name(),
                        course.staff().stream().map(Object::toString).sorted().collect(joining(","))))
                .toList();
    }

    /** {@code enrollment person course status}. */
    public List<String> enrollments(int atMost) {
        return known.all(KnownEnrollment.class, atMost).stream()
                .map(enrollment -> String.join(
                        " ",
                        enrollment.id(),
                        enrollment.userId().text(),
                        enrollment.courseId().text(),
                        enrollment.status().name()))
                .toList();
    }

    private static String moment(@Nullable Instant at) {
        return at == null ? "now" : String.valueOf(at.toEpochMilli());
    }
}
