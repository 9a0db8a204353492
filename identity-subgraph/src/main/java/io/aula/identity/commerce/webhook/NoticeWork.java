package io.aula.identity.commerce.webhook;

import io.aula.identity.commerce.checkout.Alignment;
import io.aula.identity.commerce.membership.MembershipAlignment;
import io.aula.identity.commerce.payment.PaymentsAwayException;
import io.aula.platform.crash.CrashPoints;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Works on what was told: at once, and again with growing distances where that fails. */
@Component
class NoticeWork {
    private static final Duration CLAIM = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int MOST_AT_ONCE = 50;
    private static final int LONGEST_NOTE = 500;
    private static final Logger LOG = LoggerFactory.getLogger(NoticeWork.class);

    private final Notices notices;
    private final Alignment alignment;
    private final MembershipAlignment memberships;
    private final Clock clock;
    /** One works and one waits to begin anew: whoever comes then knows that theirs will be seen. */
    private final Semaphore waiting = new Semaphore(2);

    private final Object turn = new Object();

    NoticeWork(Notices notices, Alignment alignment, MembershipAlignment memberships, Clock clock) {
        this.notices = notices;
        this.alignment = alignment;
        this.memberships = memberships;
        this.clock = clock;
    }

    /** Begins soon, and does not wait. */
    void wake() {
        if (waiting.tryAcquire()) {
            Thread.ofVirtual().name("notices").start(this::drain);
        }
    }

    /** What nobody was woken for: what failed before, and what came before a restart. */
    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT5S")
    void look() {
        wake();
    }

    private void drain() {
        try {
            synchronized (turn) {
                List<Notices.Due> due;
                boolean isAnswered;
                do {
                    Instant now = clock.instant();
                    due = notices.claim(now, now.plus(CLAIM), MOST_AT_ONCE);
                    // The first that is not answered ends it.
                    isAnswered = due.stream()
                            .collect(Collectors.groupingBy(Notices.Due::about, LinkedHashMap::new, Collectors.toList()))
                            .entrySet()
                            .stream()
                            .allMatch(each -> work(each.getKey(), each.getValue()));
                } while (isAnswered && due.size() == MOST_AT_ONCE);
            }
        } catch (RuntimeException broken) {
            LOG.warn("What the payment provider told is looked at again in some seconds", broken);
        } finally {
            waiting.release();
        }
    }

    /**
     * One reading is enough for all that was told of the same: it begins after the last of them was.
     *
     * @return false when the provider does not answer, whatever is asked
     */
    private boolean work(Notices.About about, List<Notices.Due> due) {
        List<String> ids = due.stream().map(Notices.Due::id).toList();
        try {
            boolean isOurs = align(about);
            CrashPoints.reach("notice.after-aligning");
            notices.done(ids, isOurs ? null : "not ours", clock.instant());
            return true;
        } catch (RuntimeException failure) {
            LOG.warn("Events {} are worked on again", ids, failure);
            String note = String.valueOf(failure.getMessage());
            Instant now = clock.instant();
            due.forEach(each -> notices.failed(
                    each.id(),
                    note.substring(0, Math.min(LONGEST_NOTE, note.length())),
                    now.plus(wait(each.attempts()))));
            return !(failure instanceof PaymentsAwayException away && away.isOfAll());
        }
    }

    /** What is known to be of a membership is not asked for at the page that it was taken out at, unless the page itself has news. */
    private boolean align(Notices.About about) {
        boolean isOfMember = memberships.align(about.subscriptionId(), about.customerId(), about.paymentIntentId());
        return about.sessionId() == null && isOfMember
                || alignment.align(about.checkoutId(), about.sessionId(), about.paymentIntentId())
                || isOfMember;
    }

    private static Duration wait(int attempts) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(attempts, 10));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }
}
