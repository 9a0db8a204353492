package io.aula.identity.commerce.membership;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.audit.AuditTrail;
import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.membership.Access.Bill;
import io.aula.identity.commerce.order.Ledger;
import io.aula.identity.commerce.payment.Payment;
import io.aula.identity.commerce.payment.PaymentProvider;
import io.aula.identity.commerce.payment.PaymentsAwayException;
import io.aula.identity.commerce.payment.Subscription;
import io.aula.identity.commerce.payment.SubscriptionProvider;
import io.aula.identity.entitlement.Entitlement;
import io.aula.identity.entitlement.EntitlementService;
import io.aula.platform.id.MembershipId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings a membership, its bills, the ledger and the right to all courses in line with what the provider says now, in one transaction.
 * As for a checkout, neither an event's content nor the order of events counts.
 */
@Component
public class MembershipAlignment {
    private static final int MOST_AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(MembershipAlignment.class);

    private final Memberships memberships;
    private final MembershipBills bills;
    private final SubscriptionProvider provider;
    private final PaymentProvider payments;
    private final Ledger ledger;
    private final EntitlementService rights;
    private final AccountService accounts;
    private final EndingMemberships ending;
    private final AuditTrail audit;
    private final MembershipLetters letters;
    private final LiveMembership live;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MembershipAlignment(
            Memberships memberships,
            MembershipBills bills,
            SubscriptionProvider provider,
            PaymentProvider payments,
            Ledger ledger,
            EntitlementService rights,
            AccountService accounts,
            EndingMemberships ending,
            AuditTrail audit,
            MembershipLetters letters,
            LiveMembership live,
            TransactionTemplate transaction,
            Clock clock) {
        this.memberships = memberships;
        this.bills = bills;
        this.provider = provider;
        this.payments = payments;
        this.ledger = ledger;
        this.rights = rights;
        this.accounts = accounts;
        this.ending = ending;
        this.audit = audit;
        this.letters = letters;
        this.live = live;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Whatever an event named.
     *
     * @return false when it is of no membership here
     */
    public boolean align(@Nullable String subscriptionId, @Nullable String customer, @Nullable String paymentId) {
        List<MembershipId> named = new ArrayList<>(memberships.named(subscriptionId, customer));
        MembershipBills.Paid paid =
                paymentId == null ? null : bills.paidBy(paymentId).orElse(null);
        if (paid != null) {
            follow(paid, String.valueOf(paymentId));
            named.add(paid.membershipId());
        }
        named.stream().distinct().forEach(this::align);
        return !named.isEmpty();
    }

    /** What became of the money of a bill since it was paid; the later reading counts. */
    private void follow(MembershipBills.Paid paid, String paymentId) {
        long ticket = bills.ticket(paid.invoiceId());
        Payment.Aftermath read = payments.aftermath(paymentId);
        Membership membership = memberships.byId(paid.membershipId()).orElseThrow();
        transaction.executeWithoutResult(status -> {
            if (bills.lock(paid.invoiceId(), ticket)) {
                book(membership, paid.invoiceId(), ticket, read);
            }
        });
    }

    private void book(Membership membership, String invoiceId, long ticket, Payment.Aftermath read) {
        SaleCurrency currency = membership.price().currency();
        long refunded = 0;
        long underWay = 0;
        for (Payment.Refund refund : read.refunds()) {
            switch (refund.state()) {
                case PENDING -> underWay += refund.amount();
                case SUCCEEDED -> {
                    refunded += refund.amount();
                    enter(
                            membership,
                            Ledger.Kind.REFUND,
                            refund.id(),
                            new Money(refund.amount(), currency),
                            refund.at());
                }
                case FAILED -> cameBack(membership, refund);
            }
        }
        String dispute = null;
        for (Payment.Dispute each : read.disputes()) {
            if (each.state() == Payment.Dispute.State.WON) {
                ledger.reverse(Ledger.Kind.DISPUTE, Ledger.Kind.DISPUTE_REVERSED, each.id(), clock.instant());
                continue;
            }
            enter(membership, Ledger.Kind.DISPUTE, each.id(), new Money(each.amount(), currency), each.at());
            boolean isLost = each.state() == Payment.Dispute.State.LOST || "LOST".equals(dispute);
            dispute = isLost ? "LOST" : "OPEN";
        }
        bills.putAftermath(invoiceId, ticket, refunded, underWay, dispute);
    }

    private void cameBack(Membership membership, Payment.Refund refund) {
        if (ledger.reverse(Ledger.Kind.REFUND, Ledger.Kind.REFUND_REVERSED, refund.id(), clock.instant())) {
            letters.refundFailed(
                    membership, new Money(refund.amount(), membership.price().currency()));
            audit.record(null, "refund.failed", membership.id().text(), refund.id());
        }
    }

    private void enter(Membership membership, Ledger.Kind kind, String stripeId, Money sum, Instant at) {
        ledger.enterOfMembership(membership.id(), kind, stripeId, sum, at);
    }

    /** By our own name of it. */
    void align(MembershipId id) {
        long ticket = memberships.ticket(id);
        Membership before = memberships.byId(id).orElseThrow();
        Subscription read = provider.read(before.subscriptionId()).orElse(null);
        if (read == null) {
            // A subscription that is over can still be read: this is another account, and says nothing of who pays at
            // theirs.
            LOG.error(
                    "The payment provider does not know the subscription of {}: is the key that of another account?",
                    id);
            memberships.lookedAt(id, clock.instant());
            return;
        }
        transaction.executeWithoutResult(
                status -> memberships.lock(id, ticket).ifPresent(locked -> apply(locked, ticket, read)));
    }

    private void apply(Membership before, long ticket, Subscription read) {
        Access access = Access.of(read);
        Membership now = new Membership(
                before.id(),
                before.userId(),
                before.checkoutId(),
                read.offerId().orElse(before.offerId()),
                before.subscriptionId(),
                read.itemId(),
                read.customer(),
                read.status(),
                read.price(),
                read.currentPeriodEnd(),
                read.endedAt() == null ? read.cancelAt() : read.endedAt(),
                read.trialEnd(),
                read.owingSince(),
                access.graceUntil(),
                pending(read),
                read.card());
        List<Money> paid = new ArrayList<>();
        read.invoices().forEach(invoice -> book(before.id(), invoice).ifPresent(paid::add));
        Bill bill = read.status() == Subscription.Status.CANCELED ? Bill.STANDS : bills.last(before.id());
        write(before, now, ticket, access.after(bill).at(clock.instant()));
        letters.changed(before, now, paid);
    }

    /** One to what is not an offer of ours was made in the provider's dashboard, and is decided there. */
    private static Membership.@Nullable Pending pending(Subscription read) {
        Subscription.Pending pending = read.pending();
        return pending == null
                ? null
                : pending.offerId()
                        .map(offer -> new Membership.Pending(offer, pending.invoiceId(), pending.until()))
                        .orElse(null);
    }

    private void write(Membership before, Membership now, long ticket, Access access) {
        memberships.align(now, ticket, clock.instant());
        if (accounts.byId(now.userId()).filter(Account::active).isEmpty()) {
            // Taken out at a page that was open when the account was closed.
            ending.want(now.userId(), clock.instant());
        }
        rights.stand(new EntitlementService.Bought(
                now.userId(), null, Entitlement.Source.MEMBERSHIP, now.id().text(), access.state(), access.endsAt()));
        if (!now.equals(before)) {
            live.changedAfterCommit(now);
        }
    }

    /** @return what was paid by it, where that is news */
    private Optional<Money> book(MembershipId id, Subscription.Invoice invoice) {
        bills.put(id, invoice);
        if (invoice.status() != Subscription.Invoice.Status.PAID || invoice.paid() == 0) {
            return Optional.empty();
        }
        Money paid = new Money(invoice.paid(), invoice.currency());
        Instant at = Objects.requireNonNullElse(invoice.paidAt(), invoice.at());
        boolean isNew = ledger.enterOfMembership(id, Ledger.Kind.PAYMENT, invoice.id(), paid, at);
        return isNew ? Optional.of(paid) : Optional.empty();
    }

    /** Those of which nothing was heard: what the provider told may have been lost on its way. */
    @Scheduled(fixedDelayString = "PT60S", initialDelayString = "PT30S")
    public void sweep() {
        if (!payments.isConfigured()) {
            return;
        }
        for (MembershipId id : memberships.neglected(clock.instant(), MOST_AT_ONCE)) {
            try {
                align(id);
            } catch (PaymentsAwayException away) {
                if (away.isOfAll()) {
                    LOG.warn("The payment provider does not answer; memberships are looked at again in a minute", away);
                    return;
                }
                passOver(id, away);
            } catch (RuntimeException broken) {
                passOver(id, broken);
            }
        }
    }

    /** One that cannot be read keeps nobody else waiting. */
    private void passOver(MembershipId id, RuntimeException broken) {
        LOG.error("Membership {} cannot be aligned; it is looked at again in its turn", id, broken);
        memberships.lookedAt(id, clock.instant());
    }
}
