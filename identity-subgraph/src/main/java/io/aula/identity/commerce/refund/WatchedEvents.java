package io.aula.identity.commerce.refund;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.platform.messaging.MalformedEventException;
import org.springframework.stereotype.Component;

/** Takes what courses tells of how far people are. */
@Component
class WatchedEvents implements EventHandler {
    private final Watched watched;

    WatchedEvents(Watched watched) {
        this.watched = watched;
    }

    @Override
    public String queue() {
        return "identity.progress";
    }

    @Override
    public void handle(Event event) {
        UserId user = UserId.parse(event.data().path("userId").asString("")).orElseThrow(() -> malformed(event));
        CourseId course =
                CourseId.parse(event.data().path("courseId").asString("")).orElseThrow(() -> malformed(event));
        watched.keep(
                new Watched.Key(user, course), event.data().path("progress").asDouble(0), event.version());
    }

    private static MalformedEventException malformed(Event event) {
        return new MalformedEventException(event.type() + " " + event.id() + " is of nobody or of no course");
    }
}
