package io.aula.social.forum;

import io.aula.platform.messaging.ConfirmedPublisher;
import io.aula.platform.outbox.Relay;
import io.aula.social.comment.Unanswered;
import io.aula.social.documents.DocumentOutbox;
import io.aula.social.documents.PendingEvent;
import java.util.List;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Carries what the threads' documents hold to the broker. */
@Component
class ThreadOutbox extends DocumentOutbox<ForumThread> {
    private final Unanswered unanswered;

    ThreadOutbox(ForumThreads threads, Unanswered unanswered) {
        super("threads", ThreadEvents.TOPICS, threads.events(), ForumThread::pending);
        this.unanswered = unanswered;
    }

    /** What waits for an answer knows of it by then. */
    @Override
    protected BiFunction<ForumThread, PendingEvent, String> telling(List<ForumThread> found) {
        found.stream().map(ForumThread::id).forEach(unanswered::lookAgain);
        return super.telling(found);
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        Relay threadRelay(ThreadOutbox outbox, ConfirmedPublisher publisher) {
            return new Relay(outbox, publisher);
        }
    }
}
