package io.aula.social.notification;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.platform.messaging.MalformedEventException;
import io.aula.social.access.CourseAccess;
import io.aula.social.documents.Documents;
import io.aula.social.forum.ForumArchive;
import io.aula.social.notification.Notification.Happening;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The consumer of {@code social.fanout}: what everybody in a course is told. It has a queue of its own, so that a course of many learners
 * keeps nobody else's news waiting. Needs no inbox, as {@link NotificationEvents}: one that was cut off begins again and tells nobody
 * twice.
 */
@Component
class CourseNews implements EventHandler {
    private static final int LEARNERS_AT_ONCE = 500;

    private final Teller teller;
    private final CourseAccess access;
    private final ForumArchive forums;

    CourseNews(Teller teller, CourseAccess access, ForumArchive forums) {
        this.teller = teller;
        this.access = access;
        this.forums = forums;
    }

    @Override
    public String queue() {
        return "social.fanout";
    }

    @Override
    public void handle(Event event) {
        Documents.inBackground(() -> {
            try {
                tell(event);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new MalformedEventException(event.type() + " " + event.id() + ": " + e.getMessage());
            }
        });
    }

    private void tell(Event event) {
        JsonNode data = event.data();
        switch (event.type()) {
            case "lesson.published" -> published(data, event.time());
            case "thread.created" ->
                announced(new ThreadId(data.path("threadId").asString("")), event.time());
            default -> {} // what is new tomorrow is not for today's consumer
        }
    }

    /**
     * Nothing of a lesson whose day is to come, nor of one that was there before its course was closed and opened again: courses knows,
     * and says so. The copy here would not do: that the day was moved may be heard of later than that it has come.
     */
    private void published(JsonNode data, Instant at) {
        LessonId lesson = new LessonId(data.path("lessonId").asString(""));
        CourseId course = new CourseId(data.path("courseId").asString(""));
        boolean isNew = data.path("isNew").asBoolean(true); // who told before this was said told mostly of new ones
        if (isNew) {
            tellAll(course, NotificationKind.NEW_LESSON, new Happening(lesson.text(), null, lesson.text(), at));
        }
    }

    private void announced(ThreadId thread, Instant at) {
        forums.opening(thread)
                .filter(ForumArchive.Opening::isAnnouncement)
                .ifPresent(opening -> tellAll(
                        opening.course(),
                        NotificationKind.ANNOUNCEMENT,
                        new Happening(thread.text(), opening.author(), thread.text(), at)));
    }

    /** All who are in the course now, some at a time. */
    private void tellAll(CourseId course, NotificationKind kind, Happening happening) {
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            CourseAccess.Learners learners = access.learners(course, after.get(), LEARNERS_AT_ONCE);
            teller.tell(learners.people(), kind, course.text(), happening);
            after = learners.next();
        }
    }
}
