package io.aula.social.forum;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Envelope;
import io.aula.platform.telemetry.TraceContext;
import io.aula.social.comment.Posts.Answer;
import io.aula.social.documents.PendingEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What threads tell; of their posts comments tell. */
@Component
class ThreadEvents {
    private static final String CREATED = "thread.created";
    static final String ANSWERED = "thread.answered";

    /** The relay asks for those that the broker takes. */
    static final Set<String> TOPICS = Set.of(CREATED, ANSWERED);

    private final Envelope envelope;

    ThreadEvents(Envelope envelope) {
        this.envelope = envelope;
    }

    PendingEvent created(ThreadId id, CourseId course, UserId author, ThreadKind kind, Instant at) {
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("threadId", id.text());
        data.put("courseId", course.text());
        data.put("authorId", author.text());
        data.put("kind", kind.name());
        data.put("at", at.toString());
        return sealed(CREATED, id, 1, data);
    }

    PendingEvent answered(ForumThread thread, Answer answer, UserId by, Instant at) {
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("threadId", thread.id().text());
        data.put("courseId", thread.courseId().text());
        data.put("commentId", answer.id().text());
        data.put("authorId", answer.author() == null ? null : answer.author().text());
        data.put("acceptedById", by.text());
        data.put("at", at.toString());
        return sealed(ANSWERED, thread.id(), thread.v() + 1L, data);
    }

    private PendingEvent sealed(String topic, ThreadId id, long version, Map<String, @Nullable Object> data) {
        Envelope.Sealed event = envelope.seal(topic, id.text(), version, data);
        return new PendingEvent(
                event.id(), topic, event.json(), TraceContext.current().orElse(null));
    }
}
