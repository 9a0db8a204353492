package io.aula.social.forum;

import io.aula.platform.messaging.ConfirmedPublisher;
import io.aula.platform.outbox.Relay;
import io.aula.social.documents.DocumentOutbox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Carries what the threads' documents hold to the broker. */
@Component
class ThreadOutbox extends DocumentOutbox<ForumThread> {
    ThreadOutbox(ForumThreads threads) {
        super("threads", ThreadEvents.TOPICS, threads.events(), ForumThread::pending);
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        Relay threadRelay(ThreadOutbox outbox, ConfirmedPublisher publisher) {
            return new Relay(outbox, publisher);
        }
    }
}
