package io.aula.social.notification;

import io.aula.platform.messaging.ConfirmedPublisher;
import io.aula.platform.outbox.Relay;
import io.aula.social.documents.DocumentOutbox;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Carries the mails that were asked for to the broker. */
@Component
class DigestOutbox extends DocumentOutbox<Preference> {
    DigestOutbox(Preferences preferences) {
        super("digests", Set.of(Digests.MAIL_REQUESTED), preferences.events(), Preference::pending);
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        Relay digestRelay(DigestOutbox outbox, ConfirmedPublisher publisher) {
            return new Relay(outbox, publisher);
        }
    }
}
