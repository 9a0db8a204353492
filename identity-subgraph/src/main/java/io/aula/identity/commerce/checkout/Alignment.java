package io.aula.identity.commerce.checkout;

import io.aula.identity.commerce.membership.MembershipService;
import io.aula.identity.commerce.order.OrderService;
import io.aula.identity.commerce.payment.Payment;
import io.aula.identity.commerce.payment.PaymentProvider;
import io.aula.identity.entitlement.Entitlement;
import io.aula.identity.entitlement.EntitlementService;
import io.aula.platform.crash.CrashPoints;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.CourseId;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings a checkout, its order, the ledger and the right in line with what the provider says now, in one transaction. Whoever calls
 * it, for whatever reason and however often, the end is the same: no event's content and no order of events counts.
 */
@Component
public class Alignment {
    private static final Logger LOG = LoggerFactory.getLogger(Alignment.class);

    private final Checkouts checkouts;
    private final OrderService orders;
    private final PaymentProvider provider;
    private final EntitlementService rights;
    private final MembershipService memberships;
    private final LiveCheckout live;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Alignment(
            Checkouts checkouts,
            OrderService orders,
            PaymentProvider provider,
            EntitlementService rights,
            MembershipService memberships,
            LiveCheckout live,
            TransactionTemplate transaction,
            Clock clock) {
        this.checkouts = checkouts;
        this.orders = orders;
        this.provider = provider;
        this.rights = rights;
        this.memberships = memberships;
        this.live = live;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Whatever an event named; what names nothing of ours is somebody else's.
     *
     * @return false when it is not ours
     */
    public boolean align(
            @Nullable CheckoutId checkoutId, @Nullable String sessionId, @Nullable String paymentIntentId) {
        CheckoutId id = checkouts.named(checkoutId, sessionId, paymentIntentId).orElse(null);
        if (id == null) {
            return false;
        }
        checkouts.learn(id, sessionId, paymentIntentId);
        align(id);
        return true;
    }

    /** By our own name of it. */
    public void align(CheckoutId id) {
        long ticket = checkouts.ticket(id);
        Checkout checkout = checkouts.byId(id).orElseThrow();
        if (checkout.sessionId() == null) {
            return;
        }
        Payment payment =
                provider.read(checkout.sessionId(), checkout.paymentIntentId()).orElse(null);
        if (payment != null && payment.checkoutId().filter(id::equals).isEmpty()) {
            throw new IllegalStateException(payment.sessionId() + " is not of " + id);
        }
        if (payment != null && payment.state() instanceof Payment.State.Subscribed(String subscription)) {
            // Before the checkout is called paid: whoever waits for it is a member then.
            memberships.takenOut(new MembershipService.TakenOut(
                    id, checkout.userId(), checkout.offerId(), checkout.price(), subscription));
        }
        transaction.executeWithoutResult(status -> checkouts.lock(id, ticket).ifPresent(locked -> {
            if (payment == null) {
                close(locked, ticket);
            } else {
                apply(locked, ticket, payment);
            }
            CrashPoints.reach("checkout.before-commit");
        }));
    }

    /** The provider knows its page no more: nobody can pay there, and what was paid was paid. */
    private void close(Checkout checkout, long ticket) {
        boolean isUnderWay =
                checkout.status() == Checkout.Status.OPEN || checkout.status() == Checkout.Status.PROCESSING;
        Checkout.Status status = isUnderWay ? Checkout.Status.EXPIRED : checkout.status();
        LOG.warn("The payment provider does not know the page of {} any more", checkout.id());
        note(checkout, ticket, status, checkout.failure(), checkout.paymentIntentId());
    }

    private void apply(Checkout checkout, long ticket, Payment payment) {
        switch (payment.state()) {
            case Payment.State.Open(String decline) ->
                note(checkout, ticket, Checkout.Status.OPEN, decline, payment.paymentIntentId());
            case Payment.State.Processing() ->
                note(checkout, ticket, Checkout.Status.PROCESSING, null, payment.paymentIntentId());
            case Payment.State.Failed(String decline) ->
                note(checkout, ticket, Checkout.Status.FAILED, decline, payment.paymentIntentId());
            case Payment.State.Expired() ->
                note(checkout, ticket, Checkout.Status.EXPIRED, checkout.failure(), payment.paymentIntentId());
            case Payment.State.Subscribed _ ->
                note(checkout, ticket, Checkout.Status.PAID, null, payment.paymentIntentId());
            case Payment.State.Paid(Payment.Receipt receipt) -> {
                fulfil(checkout, payment, receipt);
                note(checkout, ticket, Checkout.Status.PAID, null, payment.paymentIntentId());
            }
        }
    }

    private void note(
            Checkout checkout,
            long ticket,
            Checkout.Status status,
            @Nullable String failure,
            @Nullable String paymentIntentId) {
        checkouts.align(checkout.id(), ticket, status, failure, paymentIntentId, clock.instant());
        if (checkout.status() != status || !Objects.equals(checkout.failure(), failure)) {
            live.changedAfterCommit(checkout.id());
        }
    }

    private void fulfil(Checkout checkout, Payment payment, Payment.Receipt receipt) {
        CourseId course = Objects.requireNonNull(checkout.courseId(), "a membership is not paid once");
        if (!receipt.subtotal().equals(checkout.price())) { // What was paid was paid, and somebody has to look.
            LOG.error("{} was sold for {} and paid with {}", checkout.id(), checkout.price(), receipt.subtotal());
        }
        OrderService.Booked order = orders.book(
                new OrderService.Bought(
                        checkout.id(),
                        Objects.requireNonNullElse(payment.paymentIntentId(), payment.sessionId()),
                        checkout.userId(),
                        checkout.offerId(),
                        course,
                        checkout.price()),
                receipt);
        rights.stand(new EntitlementService.Bought(
                checkout.userId(),
                course,
                Entitlement.Source.ORDER,
                order.id().text(),
                switch (order.right()) {
                    case OPEN -> Entitlement.State.ACTIVE;
                    case HELD -> Entitlement.State.SUSPENDED;
                    case OVER -> Entitlement.State.REVOKED;
                },
                null));
    }
}
