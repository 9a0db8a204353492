package io.aula.social.review;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.ReviewId;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Envelope;
import io.aula.platform.telemetry.TraceContext;
import io.aula.social.documents.PendingEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What reviews tell. What the course's come to by then is added as an event leaves ({@link #withRating}): only behind the change is
 * it counted, and the event is in the change itself.
 */
@Component
class ReviewEvents {
    static final String CREATED = "review.created";

    /** It says something else, or is to be seen again. */
    static final String UPDATED = "review.updated";

    /** It is not to be seen, for now or for good. */
    static final String REMOVED = "review.removed";

    /** The relay asks for those that the broker takes. */
    static final Set<String> TOPICS = Set.of(CREATED, UPDATED, REMOVED);

    private final Envelope envelope;
    private final JsonMapper json;

    ReviewEvents(Envelope envelope, JsonMapper json) {
        this.envelope = envelope;
        this.json = json;
    }

    PendingEvent created(ReviewId id, CourseId course, UserId author, Opinion opinion, Instant at) {
        return sealed(CREATED, id, 1, data(id, course, author, opinion.stars(), at));
    }

    PendingEvent updated(Review before, int stars, Instant at) {
        return sealed(
                UPDATED,
                before.id(),
                before.v() + 1L,
                data(before.id(), before.courseId(), before.authorId(), stars, at));
    }

    PendingEvent removed(Review before, Instant at) {
        Map<String, @Nullable Object> data =
                data(before.id(), before.courseId(), before.authorId(), before.stars(), at);
        data.remove("stars");
        return sealed(REMOVED, before.id(), before.v() + 1L, data);
    }

    private static Map<String, @Nullable Object> data(
            ReviewId id, CourseId course, @Nullable UserId author, int stars, Instant at) {
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("reviewId", id.text());
        data.put("courseId", course.text());
        data.put("authorId", author == null ? null : author.text());
        data.put("stars", stars);
        data.put("at", at.toString());
        return data;
    }

    private PendingEvent sealed(String topic, ReviewId id, long version, Map<String, @Nullable Object> data) {
        Envelope.Sealed event = envelope.seal(topic, id.text(), version, data);
        return new PendingEvent(
                event.id(), topic, event.json(), TraceContext.current().orElse(null));
    }

    /** The event's text as it leaves. */
    String withRating(PendingEvent event, Rating rating) {
        ObjectNode whole = (ObjectNode) json.readTree(event.json());
        Map<String, @Nullable Object> told = new HashMap<>();
        told.put("average", rating.average());
        told.put("count", rating.count());
        told.put("version", rating.v());
        ((ObjectNode) whole.path("data")).set("rating", json.valueToTree(told));
        return json.writeValueAsString(whole);
    }
}
