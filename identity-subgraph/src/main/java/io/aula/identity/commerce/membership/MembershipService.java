package io.aula.identity.commerce.membership;

import io.aula.identity.IdentityProperties;
import io.aula.identity.audit.AuditTrail;
import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.payment.Deadline;
import io.aula.identity.commerce.payment.PaymentsAwayException;
import io.aula.identity.commerce.payment.Subscription;
import io.aula.identity.commerce.payment.SubscriptionProvider;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.MembershipId;
import io.aula.platform.id.OfferId;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** What members read of their membership, and how they end it. What becomes of it is read at the provider, as after every event. */
@Service
public class MembershipService {
    private static final int MOST_INVOICES = 24;
    private static final Logger LOG = LoggerFactory.getLogger(MembershipService.class);

    private final Memberships memberships;
    private final MembershipBills bills;
    private final MembershipAlignment alignment;
    private final MemberActs acts;
    private final SubscriptionProvider provider;
    private final AuditTrail audit;
    private final IdentityProperties properties;
    private final Clock clock;

    MembershipService(
            Memberships memberships,
            MembershipBills bills,
            MembershipAlignment alignment,
            MemberActs acts,
            SubscriptionProvider provider,
            AuditTrail audit,
            IdentityProperties properties,
            Clock clock) {
        this.memberships = memberships;
        this.bills = bills;
        this.alignment = alignment;
        this.acts = acts;
        this.provider = provider;
        this.audit = audit;
        this.properties = properties;
        this.clock = clock;
    }

    /** What a checkout ended in. */
    public record TakenOut(CheckoutId checkoutId, UserId userId, OfferId offerId, Money price, String subscriptionId) {}

    /** Writes it down and opens what it opens; twice is as once. Not within a transaction: the provider is read. */
    public void takenOut(TakenOut wanted) {
        alignment.align(memberships.begin(wanted, clock.instant()));
    }

    public Map<CheckoutId, Membership> byCheckouts(Collection<CheckoutId> checkoutIds) {
        return memberships.byCheckouts(checkoutIds);
    }

    /** The one that goes on, else the last that did. */
    public Optional<Membership> of(UserId user) {
        return memberships.of(user);
    }

    List<Membership> own(Caller caller, Collection<MembershipId> ids) {
        return memberships.byIds(ids).stream()
                .filter(membership -> membership.userId().equals(caller.user()))
                .toList();
    }

    Map<MembershipId, List<Subscription.Invoice>> invoices(Collection<MembershipId> ids) {
        return bills.of(ids, MOST_INVOICES);
    }

    /** What a membership will be charged next. */
    sealed interface Ahead {
        record Bill(Money due, Instant at) implements Ahead {}

        record Nothing() implements Ahead {}

        record NotKnown() implements Ahead {}
    }

    Ahead upcoming(Membership membership) {
        if (membership.isOver() || membership.endsAt() != null) {
            return new Ahead.Nothing();
        }
        try {
            return Deadline.within(MemberActs.PATIENCE, () -> provider.upcoming(membership.subscriptionId()))
                    .<Ahead>map(due -> new Ahead.Bill(due, membership.currentPeriodEnd()))
                    .orElseGet(Ahead.Nothing::new);
        } catch (PaymentsAwayException away) {
            LOG.warn("What {} will be charged is not known", membership.id(), away);
            return new Ahead.NotKnown();
        }
    }

    /** With what is paid; where nothing is, at once, so that nobody is charged for what they left. */
    MembershipOutcome cancel(Caller caller, String reason) {
        return acts.acting(caller, membership -> {
            // As it stands there: an end may have been taken back at the provider's own page.
            Subscription read = provider.read(membership.subscriptionId()).orElse(null);
            if (read != null && read.status() != Subscription.Status.CANCELED) {
                if (read.pending() != null) {
                    provider.drop(read.pending().invoiceId());
                }
                boolean isPaid =
                        read.status() == Subscription.Status.ACTIVE || read.status() == Subscription.Status.TRIALING;
                if (!isPaid) {
                    provider.end(membership.subscriptionId(), read.openInvoices());
                } else if (read.cancelAt() == null) {
                    provider.endWithItsPeriod(membership.subscriptionId());
                }
                audit.record(
                        caller.user(),
                        isPaid ? "membership.cancelled" : "membership.ended",
                        membership.id().text(),
                        reason);
            }
            alignment.align(membership.id());
            return acts.stands(membership);
        });
    }

    MembershipOutcome resume(Caller caller) {
        return acts.acting(caller, membership -> {
            Subscription read = provider.read(membership.subscriptionId()).orElse(null);
            if (read != null && read.cancelAt() != null && read.status() != Subscription.Status.CANCELED) {
                provider.goOn(membership.subscriptionId(), read.isEndByFlag());
                audit.record(
                        caller.user(), "membership.resumed", membership.id().text(), "");
            }
            alignment.align(membership.id());
            return acts.stands(membership);
        });
    }

    MembershipOutcome portal(Caller caller, String locale) {
        return acts.acting(caller, membership -> {
            String customer = membership.customer();
            return customer == null
                    ? new MembershipOutcome.None()
                    : new MembershipOutcome.Portal(URI.create(
                            provider.portal(customer, URI.create(properties.issuer() + "/membership"), locale)));
        });
    }
}
