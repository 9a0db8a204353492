package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.billing.Outcome.Presence;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What becomes of a subscription as its periods end and its invoices are paid, or not. */
final class Renewals {

    /** An hour in which the seller may still change a renewal's invoice. */
    private static final long DRAFT_SECONDS = Duration.ofHours(1).toSeconds();

    private static final Set<String> OWING = Set.of("past_due", "unpaid", "incomplete");

    private Renewals() {}

    /** The next period begins: its invoice is a draft for an hour. */
    static void renew(Work work, Resource subscription) {
        Resource item = Subscriptions.item(subscription);
        long number = subscription.number("_cycle") + 1;
        long end = item.number("current_period_end");
        boolean wasTrial = subscription.is("status", "trialing");
        if (wasTrial
                && Subscriptions.method(work, subscription).isEmpty()
                && !subscription.is("trial_settings.end_behavior.missing_payment_method", "create_invoice")) {
            endTrial(work, subscription);
            return;
        }
        item.set("current_period_start", end)
                .set("current_period_end", Subscriptions.cycle(subscription).end(number));
        subscription.set("_cycle", number).set("status", wasTrial ? "active" : subscription.text("status"));
        Bill bill = Subscriptions.bill(work, subscription, "subscription_cycle");
        Resource invoice = Invoices.saveDraft(work, bill);
        dropOnce(work, subscription, bill);
        boolean isCollected = !subscription.is("status", "unpaid");
        long at = work.now(subscription.text("customer")) + DRAFT_SECONDS;
        work.save(invoice.set("auto_advance", isCollected).set("automatically_finalizes_at", isCollected ? at : null));
        subscription.set("latest_invoice", invoice.id()).set("_pending", List.of());
        Subscriptions.update(work, subscription);
    }

    /** A coupon that holds once is gone after a bill that was not for nothing. */
    static void dropOnce(Work work, Resource subscription, Bill bill) {
        if (bill.discount().filter(each -> each.isTrue("_once")).isPresent()) {
            subscription.set("discounts", List.of());
        }
    }

    private static void endTrial(Work work, Resource subscription) {
        if (subscription.is("trial_settings.end_behavior.missing_payment_method", "cancel")) {
            Endings.end(work, subscription, "payment_failed");
            return;
        }
        Subscriptions.update(work, subscription.set("status", "paused"));
        work.event("customer.subscription.paused", subscription);
    }

    static void collect(Work work, Resource invoice) {
        Optional<Resource> subscription = Subscriptions.ofInvoice(work, invoice);
        if (invoice.is("status", "draft")) {
            Invoices.finalise(work, invoice);
        }
        if (invoice.is("status", "open")) {
            Invoices.pay(
                    work, invoice, subscription.flatMap(each -> Subscriptions.method(work, each)), Presence.ABSENT);
        }
    }

    /** What its subscription makes of a paid invoice. */
    static void paid(Work work, Resource invoice) {
        Subscriptions.ofInvoice(work, invoice)
                .filter(each -> PendingUpdates.isOf(each, invoice))
                .ifPresent(each -> PendingUpdates.apply(work, each));
        Subscriptions.ofInvoice(work, invoice)
                .filter(each -> each.is("latest_invoice", invoice.id()) && OWING.contains(each.text("status")))
                .ifPresent(each -> {
                    // A coupon for one bill has served with the first.
                    if (invoice.is("billing_reason", "subscription_create")) {
                        dropOnce(work, each, Subscriptions.bill(work, each, ""));
                    }
                    Subscriptions.update(work, each.set("status", "active"));
                });
    }

    /** And of a failed one: retried, it is past due; not retried any more, the account's rule for the end decides. */
    static void failed(Work work, Resource invoice, boolean isRetried) {
        Optional<Resource> found = Subscriptions.ofInvoice(work, invoice).filter(Subscriptions::isAlive);
        if (found.isEmpty() || found.get().is("status", "incomplete") || PendingUpdates.isOf(found.get(), invoice)) {
            return;
        }
        Resource subscription = found.get();
        if (isRetried) {
            Subscriptions.update(work, subscription.set("status", "past_due"));
            return;
        }
        switch (DunningEnd.of(work)) {
            case CANCEL -> Endings.end(work, subscription, "payment_failed");
            case UNPAID -> Subscriptions.update(work, subscription.set("status", "unpaid"));
            case PAST_DUE -> Subscriptions.update(work, subscription.set("status", "past_due"));
        }
    }
}
