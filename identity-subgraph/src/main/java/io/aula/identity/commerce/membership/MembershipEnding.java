package io.aula.identity.commerce.membership;

import io.aula.identity.audit.AuditTrail;
import io.aula.identity.commerce.payment.PaymentProvider;
import io.aula.identity.commerce.payment.PaymentsAwayException;
import io.aula.identity.commerce.payment.Subscription;
import io.aula.identity.commerce.payment.SubscriptionProvider;
import io.aula.platform.crash.CrashPoints;
import io.aula.platform.id.UserId;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends what people whose account is closed would go on paying. The wish is a row; the provider is asked after its commit, and again,
 * ever later, until it says that the subscription is over. Nothing is given back, and nothing more is collected.
 */
@Service
public class MembershipEnding {
    private static final int MOST_AT_ONCE = 20;
    /** Longer than all of these take where the provider is slow. */
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(MembershipEnding.class);

    private final EndingMemberships ending;
    private final Memberships memberships;
    private final MembershipAlignment alignment;
    private final SubscriptionProvider provider;
    private final PaymentProvider payments;
    private final AuditTrail audit;
    private final Clock clock;

    MembershipEnding(
            EndingMemberships ending,
            Memberships memberships,
            MembershipAlignment alignment,
            SubscriptionProvider provider,
            PaymentProvider payments,
            AuditTrail audit,
            Clock clock) {
        this.ending = ending;
        this.memberships = memberships;
        this.alignment = alignment;
        this.provider = provider;
        this.payments = payments;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whatever a person has that is paid again and again shall end; in the caller's transaction, and twice is as once. */
    @Transactional
    public void endAllOf(UserId user) {
        ending.want(user, clock.instant())
                .forEach(id -> audit.record(null, "membership.ended", id.text(), "the account is closed"));
    }

    /** Whether the provider has confirmed that nothing of theirs is collected any more. */
    public boolean isAllEndedOf(UserId user) {
        return !ending.isAnyLeft(user);
    }

    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT10S")
    public void carryOut() {
        if (!payments.isConfigured()) {
            return;
        }
        for (EndingMemberships.Due due :
                ending.claim(clock.instant(), clock.instant().plus(CLAIM), MOST_AT_ONCE)) {
            try {
                end(due.membership());
                if (!memberships.byId(due.membership().id()).orElseThrow().isOver()) {
                    putOff(due, null);
                }
            } catch (PaymentsAwayException away) {
                putOff(due, away);
            } catch (RuntimeException broken) {
                LOG.error("Membership {} cannot be ended", due.membership().id(), broken);
                putOff(due, broken);
            }
        }
    }

    /** As it stands there: the one before us may have been killed after the provider had done it. */
    private void end(Membership membership) {
        Subscription read = provider.read(membership.subscriptionId()).orElse(null);
        if (read != null && read.status() != Subscription.Status.CANCELED) {
            provider.end(membership.subscriptionId(), read.openInvoices());
            CrashPoints.reach("membership.after-ending");
        }
        alignment.align(membership.id());
    }

    private void putOff(EndingMemberships.Due due, @Nullable RuntimeException why) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(due.attempts() - 1, 9));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        LOG.warn(
                "Membership {} is not over yet; it is ended again in {}",
                due.membership().id(),
                bounded,
                why);
        ending.later(due.membership().id(), clock.instant().plus(bounded));
    }
}
