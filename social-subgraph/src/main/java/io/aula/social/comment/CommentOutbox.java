package io.aula.social.comment;

import io.aula.platform.messaging.ConfirmedPublisher;
import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import io.aula.platform.outbox.PendingEvents;
import io.aula.platform.outbox.Relay;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Events inside the documents they tell of: one write holds both, without a transaction. */
@Component
class CommentOutbox implements PendingEvents {
    private final Comments comments;

    CommentOutbox(Comments comments) {
        this.comments = comments;
    }

    @Override
    public String name() {
        return "comments";
    }

    @Override
    public List<Outgoing> oldest(int atMost) {
        List<Comment> found = comments.withPending(atMost);
        // a crash between a reply and its parent's count is made good here, before the event is forgotten
        found.stream()
                .map(Comment::parentId)
                .filter(java.util.Objects::nonNull)
                .distinct()
                .forEach(comments::recountReplies);
        return found.stream()
                .flatMap(comment -> comment.pending().stream())
                .map(event -> new Outgoing(event.id(), event.topic(), event.json(), event.traceparent()))
                .toList();
    }

    @Override
    public void forget(List<String> ids) {
        comments.forgetPending(ids);
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        Relay commentRelay(CommentOutbox outbox, ConfirmedPublisher publisher) {
            return new Relay(outbox, publisher);
        }
    }
}
