package io.aula.social.access;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.MalformedEventException;
import io.aula.platform.messaging.OutageException;
import io.aula.social.documents.Documents;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes what others tell into this package's copy. Needs no inbox: a second time changes nothing. */
@Component
public class AccessProjection {
    private final Known known;

    AccessProjection(Known known) {
        this.known = known;
    }

    /**
     * Applies the event when it is about access.
     *
     * @throws MalformedEventException when it is, and cannot be read
     * @throws OutageException while MongoDB is away
     */
    public void apply(Event event) {
        Documents.inBackground(() -> {
            try {
                effect(event);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new MalformedEventException(event.type() + " " + event.id() + ": " + e.getMessage());
            }
        });
    }

    private void effect(Event event) {
        JsonNode data = event.data();
        switch (event.type()) {
            case "lesson.changed" -> known.keep(lesson(data, event.version()));
            case "course.published", "course.updated", "course.archived" -> known.keep(course(data, event.version()));
            case "enrollment.changed" -> known.keep(enrollment(data, event.version()));
            case "enrollment.progressed" -> known.keep(progress(data, event.version()));
            case "user.updated" -> suspension(data, event.version());
            case "user.deleted" -> known.forget(new UserId(text(data, "userId")));
            default -> {} // the queue's bindings are wider than what is of use here
        }
    }

    /** Told of everybody since there are suspensions; from before, nothing is said. */
    private void suspension(JsonNode data, long version) {
        UserId person = new UserId(text(data, "userId"));
        if (data.path("suspended").isBoolean()) {
            known.keep(new KnownSuspension(person, data.path("suspended").asBoolean(), version));
        }
    }

    private static KnownLesson lesson(JsonNode data, long version) {
        JsonNode releaseAt = data.path("releaseAt");
        return new KnownLesson(
                new LessonId(text(data, "lessonId")),
                new CourseId(text(data, "courseId")),
                LessonStatus.of(text(data, "status")),
                data.path("isFreePreview").asBoolean(false),
                releaseAt.isString()
                        ? OffsetDateTime.parse(releaseAt.asString()).toInstant()
                        : null,
                data.path("deleted").asBoolean(false),
                version);
    }

    private static KnownCourse course(JsonNode data, long version) {
        Set<UserId> staff = new HashSet<>();
        data.path("instructorIds").forEach(id -> staff.add(new UserId(id.asString(""))));
        return new KnownCourse(
                new CourseId(text(data, "courseId")), CourseStatus.of(text(data, "status")), staff, version);
    }

    private static KnownEnrollment enrollment(JsonNode data, long version) {
        return new KnownEnrollment(
                text(data, "enrollmentId"),
                new UserId(text(data, "userId")),
                new CourseId(text(data, "courseId")),
                EnrollmentStatus.of(text(data, "status")),
                version);
    }

    private static KnownProgress progress(JsonNode data, long version) {
        UserId person = new UserId(text(data, "userId"));
        CourseId course = new CourseId(text(data, "courseId"));
        double ratio = Math.clamp(data.path("progress").asDouble(0), 0, 1);
        return new KnownProgress(KnownProgress.id(person, course), person, course, ratio, version);
    }

    private static String text(JsonNode data, String field) {
        JsonNode value = data.path(field);
        if (!value.isString()) {
            throw new IllegalArgumentException("the field " + field + " is missing");
        }
        return value.asString();
    }

    /** Whether the log was read to its end into this copy: not so in a new database, or one that was lost. */
    public boolean isFilled() {
        return known.isFilled();
    }

    public void noteFilled() {
        known.noteFilled();
    }
}
