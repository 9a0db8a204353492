package io.aula.social.projection;

import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.social.access.AccessProjection;
import io.aula.social.comment.CommentArchive;
import org.springframework.stereotype.Component;

/**
 * The consumer of {@code social.access}: what is kept in MongoDB. It has a queue of its own, since a graph that is away must
 * let nobody in and keep nobody out.
 */
@Component
class AccessEvents implements EventHandler {
    private final AccessProjection access;
    private final CommentArchive comments;

    AccessEvents(AccessProjection access, CommentArchive comments) {
        this.access = access;
        this.comments = comments;
    }

    @Override
    public String queue() {
        return "social.access";
    }

    @Override
    public void handle(Event event) {
        access.apply(event);
        if (event.type().equals("user.deleted")) {
            comments.forgetAuthor(new UserId(event.data().path("userId").asString()));
        }
    }
}
