package io.aula.social.comment;

import io.aula.platform.messaging.ConfirmedPublisher;
import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import io.aula.platform.outbox.PendingEvents;
import io.aula.platform.outbox.Relay;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Events inside the documents they tell of: one write holds both, without a transaction. */
@Component
class CommentOutbox implements PendingEvents {
    /** Told of a comment under a lesson. */
    static final String COMMENT_CREATED = "comment.created";

    /** Told of a post in a thread. */
    static final String THREAD_POSTED = "thread.posted";

    /** All that a comment can tell: the relay asks for those that the broker takes. */
    private static final Set<String> TOPICS = Set.of(COMMENT_CREATED, THREAD_POSTED);

    private final Comments comments;
    private final Threads threads;

    CommentOutbox(Comments comments, Threads threads) {
        this.comments = comments;
        this.threads = threads;
    }

    @Override
    public String name() {
        return "comments";
    }

    @Override
    public List<Outgoing> oldest(int atMost, Set<String> without) {
        Set<String> topics = new HashSet<>(TOPICS);
        topics.removeAll(without);
        return oldestOf(topics, atMost);
    }

    @Override
    public List<Outgoing> oldest(int atMost, String ofRoutingKey) {
        return oldestOf(Set.of(ofRoutingKey), atMost);
    }

    private List<Outgoing> oldestOf(Set<String> topics, int atMost) {
        List<Comment> found = comments.events().with(topics, atMost);
        // a crash between what was written and the counts above it is made good here, before the event is forgotten
        found.stream()
                .map(Comment::parentId)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(comments::recountReplies);
        found.stream()
                .map(Comment::threadId)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(threads::recount);
        return found.stream()
                .flatMap(comment -> comment.pending().stream())
                .filter(event -> topics.contains(event.topic()))
                .map(event -> new Outgoing(event.id(), event.topic(), event.json(), event.traceparent()))
                .toList();
    }

    @Override
    public void forget(List<String> ids) {
        comments.events().forget(ids);
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        Relay commentRelay(CommentOutbox outbox, ConfirmedPublisher publisher) {
            return new Relay(outbox, publisher);
        }
    }
}
