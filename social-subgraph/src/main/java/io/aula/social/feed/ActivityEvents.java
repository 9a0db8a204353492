package io.aula.social.feed;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.platform.messaging.MalformedEventException;
import io.aula.social.access.ErasedPeople;
import io.aula.social.documents.Documents;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The consumer of {@code social.activity}. Needs no inbox: what happened has an id of its own, whenever it is told. */
@Component
class ActivityEvents implements EventHandler {
    /** Beside the index that ends what is old: not every MongoDB minds it. */
    private static final int SWEEP_EVERY = 1_000;

    private final Activities activities;
    private final ErasedPeople erased;
    private final Clock clock;
    private final AtomicInteger taken = new AtomicInteger();

    ActivityEvents(Activities activities, ErasedPeople erased, Clock clock) {
        this.activities = activities;
        this.erased = erased;
        this.clock = clock;
    }

    @Override
    public String queue() {
        return "social.activity";
    }

    @Override
    public void handle(Event event) {
        Documents.inBackground(() -> {
            try {
                of(event).forEach(this::keep);
                if (taken.incrementAndGet() % SWEEP_EVERY == 0) {
                    activities.sweep(clock.instant().minus(Activities.KEPT));
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new MalformedEventException(event.type() + " " + event.id() + ": " + e.getMessage());
            }
        });
    }

    /** Not of the erased; who is erased at this moment is looked for once more afterwards. */
    private void keep(Activity activity) {
        UserId actor = activity.actor();
        if (actor == null) {
            activities.keep(activity);
        } else if (!erased.isErased(actor)) {
            activities.keep(activity);
            if (erased.isErased(actor)) {
                activities.forget(actor);
            }
        }
    }

    private static List<Activity> of(Event event) {
        JsonNode data = event.data();
        return switch (event.type()) {
            case "enrollment.created" -> by("userId", FeedKind.FOLLOWED_ENROLLED, null, data, "at");
            case "enrollment.progressed" ->
                data.path("completedAt").isString()
                        ? by("userId", FeedKind.FOLLOWED_COMPLETED, null, data, "completedAt")
                        : List.of();
            case "review.created" -> by("authorId", FeedKind.FOLLOWED_REVIEWED, "reviewId", data, "at");
            case "thread.created" -> begun(data);
            case "thread.answered" -> by("authorId", FeedKind.FOLLOWED_ANSWERED, "threadId", data, "at");
            case "lesson.published" -> newLesson(data, event.time());
            case "course.published" -> newCourse(data, event.time());
            default -> List.of(); // what is new tomorrow is not for today's consumer
        };
    }

    /** Nothing of somebody who is erased by now, and so nobody. */
    private static List<Activity> by(String actor, FeedKind kind, @Nullable String subject, JsonNode data, String at) {
        return person(data, actor)
                .map(person -> Activity.by(
                        person, kind, course(data), subject == null ? null : text(data, subject), moment(data, at)))
                .stream()
                .toList();
    }

    private static List<Activity> begun(JsonNode data) {
        return text(data, "kind").equals("ANNOUNCEMENT")
                ? List.of(Activity.in(course(data), FeedKind.ANNOUNCEMENT, text(data, "threadId"), moment(data, "at")))
                : by("authorId", FeedKind.FOLLOWED_ASKED, "threadId", data, "at");
    }

    /** Nothing of one that was there before its course was closed and opened again. */
    private static List<Activity> newLesson(JsonNode data, Instant at) {
        return data.path("isNew").asBoolean(true)
                ? List.of(Activity.in(course(data), FeedKind.NEW_LESSON, text(data, "lessonId"), at))
                : List.of();
    }

    private static List<Activity> newCourse(JsonNode data, Instant at) {
        List<Activity> all = new ArrayList<>();
        data.path("instructorIds")
                .forEach(id ->
                        all.add(Activity.by(new UserId(id.asString("")), FeedKind.NEW_COURSE, course(data), null, at)));
        return all;
    }

    private static CourseId course(JsonNode data) {
        return new CourseId(text(data, "courseId"));
    }

    private static Optional<UserId> person(JsonNode data, String field) {
        return data.path(field).isString()
                ? Optional.of(new UserId(data.path(field).asString()))
                : Optional.empty();
    }

    private static Instant moment(JsonNode data, String field) {
        return OffsetDateTime.parse(text(data, field)).toInstant();
    }

    private static String text(JsonNode data, String field) {
        JsonNode value = data.path(field);
        if (!value.isString()) {
            throw new IllegalArgumentException("the field " + field + " is missing");
        }
        return value.asString();
    }
}
