package io.aula.identity.account.letter;

import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.letter.MailLinks.Purpose;
import io.aula.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stops mails that a person need not get. What they want is social's to know: it is told. */
@Service
class MailStop {
    private final MailLinks links;
    private final Outbox outbox;
    private final Clock clock;

    MailStop(MailLinks links, Outbox outbox, Clock clock) {
        this.links = links;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Looking changes nothing: mail scanners look too. */
    Optional<EmailAddress> whose(String token) {
        return links.look(Purpose.MAIL_STOP, token).map(opened -> opened.address());
    }

    /** However often it is asked for; false when the link opens nothing. */
    @Transactional
    boolean stop(String token) {
        return links.look(Purpose.MAIL_STOP, token)
                .map(opened -> {
                    Instant now = clock.instant();
                    String person = opened.person().text();
                    outbox.append(
                            "mail.stopped", person, now.toEpochMilli(), Map.of("userId", person, "at", now.toString()));
                    return true;
                })
                .orElse(false);
    }
}
