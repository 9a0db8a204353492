package io.aula.identity.commerce.webhook;

import io.aula.identity.commerce.payment.Notice;
import io.aula.identity.commerce.payment.NoticeLog;
import io.aula.identity.commerce.payment.PaymentProvider;
import io.aula.identity.commerce.payment.PaymentsAwayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks for what may not have been told: a refund or a dispute that somebody began at the provider touches nothing here, and a webhook
 * for it that got lost would never be missed.
 */
@Component
public class NoticeSweep {
    /** As far back as the provider's list reaches. */
    private static final Duration BEGINNING = Duration.ofDays(30);
    /** What happened just now may still come to stand before something that is in the list already. */
    private static final Duration MAY_SHIFT = Duration.ofMinutes(5);
    /** Longer than the provider's list reaches back, so that nothing of it is taken for new. */
    private static final Duration KEPT = Duration.ofDays(40);

    private static final int MOST_PAGES = 50;
    private static final int MOST_FORGOTTEN = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(NoticeSweep.class);

    private final NoticeLog log;
    private final Notices notices;
    private final NoticeWork work;
    private final PaymentProvider provider;
    private final Clock clock;

    NoticeSweep(NoticeLog log, Notices notices, NoticeWork work, PaymentProvider provider, Clock clock) {
        this.log = log;
        this.notices = notices;
        this.work = work;
        this.provider = provider;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${aula.stripe.events-every}", initialDelayString = "${aula.stripe.events-every}")
    public void sweep() {
        if (!provider.isConfigured()) {
            return;
        }
        try {
            int missed = read();
            if (missed > 0) {
                LOG.warn("{} events of the payment provider had not been told; they are worked on now", missed);
                work.wake();
            }
        } catch (PaymentsAwayException away) {
            LOG.warn("The payment provider's list of events is read again in some minutes", away);
        }
    }

    private int read() {
        int missed = 0;
        Instant now = clock.instant();
        for (int page = 0; page < MOST_PAGES; page++) {
            String after = notices.read().map(Notices.Read::eventId).orElse(null);
            List<Notice> found = log.next(after, now.minus(BEGINNING));
            for (Notice notice : found) {
                boolean isNew = notices.insert(notice, notice.isOurMode() ? null : "of another mode", now);
                missed += isNew ? 1 : 0;
            }
            Optional<Notice> settled = found.stream()
                    .filter(notice -> notice.createdAt().isBefore(now.minus(MAY_SHIFT)))
                    .reduce((first, second) -> second);
            settled.ifPresent(notice -> notices.keepRead(new Notices.Read(notice.id(), notice.createdAt())));
            if (found.size() < NoticeLog.PAGE || settled.isEmpty()) {
                break;
            }
        }
        return missed;
    }

    /** What came and was worked on is not kept for ever. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT12M")
    public void forget() {
        Instant before = clock.instant().minus(KEPT);
        int forgotten;
        do {
            forgotten = notices.forget(before, MOST_FORGOTTEN);
        } while (forgotten == MOST_FORGOTTEN);
    }
}
