package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import java.time.Duration;

/** How subscriptions end, and how an end that was announced is taken back. */
final class Endings {

    /** So long a first payment may be outstanding. */
    static final long INCOMPLETE_SECONDS = Duration.ofHours(23).toSeconds();

    private Endings() {}

    /** Over, now. */
    static void end(Work work, Resource subscription, String reason) {
        long now = work.now(subscription.text("customer"));
        subscription
                .set("status", "canceled")
                .set("canceled_at", subscription.has("canceled_at") ? subscription.number("canceled_at") : now)
                .set("ended_at", now);
        if (!subscription.has("cancellation_details.reason")) {
            subscription.set("cancellation_details.reason", reason);
        }
        work.save(subscription);
        work.event("customer.subscription.deleted", subscription);
        stopCollecting(work, subscription);
    }

    private static void stopCollecting(Work work, Resource subscription) {
        work.all(Invoices.TYPE).stream()
                .filter(each -> each.is("parent.subscription_details.subscription", subscription.id()))
                .filter(each -> each.isTrue("auto_advance"))
                .forEach(each -> work.save(each.set("auto_advance", false)
                        .set("automatically_finalizes_at", null)
                        .set("next_payment_attempt", null)));
    }

    static void expire(Work work, Resource subscription) {
        long now = work.now(subscription.text("customer"));
        work.save(subscription.set("status", "incomplete_expired").set("ended_at", now));
        work.event("customer.subscription.updated", subscription);
        work.find(Invoices.TYPE, subscription.text("latest_invoice"))
                .filter(invoice -> invoice.is("status", "open"))
                .ifPresent(invoice -> Invoices.avoid(work, invoice));
    }

    /** @param at when it shall end; by the flag where that is the end of its period and the caller said so by the flag */
    static void endLater(Work work, Resource subscription, long at, boolean isByFlag) {
        subscription
                .set("cancel_at", at)
                .set("cancel_at_period_end", isByFlag)
                .set("canceled_at", work.now(subscription.text("customer")))
                .set("cancellation_details.reason", "cancellation_requested");
        Subscriptions.update(work, subscription);
    }

    static void goOn(Work work, Resource subscription) {
        subscription
                .set("cancel_at", null)
                .set("cancel_at_period_end", false)
                .set("canceled_at", null)
                .set("cancellation_details.reason", null);
        Subscriptions.update(work, subscription);
    }
}
