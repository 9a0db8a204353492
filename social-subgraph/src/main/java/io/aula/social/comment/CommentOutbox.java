package io.aula.social.comment;

import io.aula.platform.messaging.ConfirmedPublisher;
import io.aula.platform.outbox.Relay;
import io.aula.social.documents.DocumentOutbox;
import io.aula.social.documents.PendingEvent;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Events inside the documents they tell of: one write holds both, without a transaction. */
@Component
class CommentOutbox extends DocumentOutbox<Comment> {
    /** Told of a comment under a lesson. */
    static final String COMMENT_CREATED = "comment.created";

    /** Told of a post in a thread. */
    static final String THREAD_POSTED = "thread.posted";

    private static final Set<String> TOPICS = Set.of(COMMENT_CREATED, THREAD_POSTED);

    private final Comments comments;
    private final Threads threads;
    private final Unanswered unanswered;

    CommentOutbox(Comments comments, Threads threads, Unanswered unanswered) {
        super("comments", TOPICS, comments.events(), Comment::pending);
        this.comments = comments;
        this.threads = threads;
        this.unanswered = unanswered;
    }

    /** The counts above what was written, and what waits for an answer. */
    @Override
    protected BiFunction<Comment, PendingEvent, String> telling(List<Comment> found) {
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
        found.stream()
                .filter(comment -> comment.threadId() == null)
                .map(Comment::root)
                .distinct()
                .forEach(unanswered::lookAgain);
        return super.telling(found);
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        Relay commentRelay(CommentOutbox outbox, ConfirmedPublisher publisher) {
            return new Relay(outbox, publisher);
        }
    }
}
