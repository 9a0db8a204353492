package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.billing.Outcome.Presence;
import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.Answer;
import io.aula.devstack.stripe.wire.Call;
import io.aula.devstack.stripe.wire.StripeFailure;
import java.time.Duration;
import java.util.List;

/** A change that is made once its bill is paid, and not at all where it is not (docs.stripe.com/billing/subscriptions/pending-updates). */
final class PendingUpdates {

    private static final long GOOD_SECONDS = Duration.ofHours(23).toSeconds();
    private static final String SHAPE = "_update";
    private static final List<String> CHANGED =
            List.of("items", "billing_cycle_anchor", "_cycle", "_pending", "current_period_end");

    private PendingUpdates() {}

    static Answer make(Call call, Resource subscription) {
        Work work = call.work();
        if (subscription.has("pending_update")) {
            throw StripeFailure.invalid(
                    "This subscription has a pending update: pay or void its latest invoice first.", "items");
        }
        Resource changed = subscription.copy();
        Bill bill = PlanChange.read(call, call.form(), subscription)
                .flatMap(change -> change.shape(work, changed))
                .orElseThrow(() -> StripeFailure.invalid(
                        "This double takes payment_behavior=pending_if_incomplete only with what is billed at once.",
                        "payment_behavior"));
        Resource invoice = Invoices.saveDraft(work, bill);
        subscription
                .set("latest_invoice", invoice.id())
                .set(SHAPE, changed.node())
                .set(
                        "pending_update",
                        Json.object(
                                "billing_cycle_anchor",
                                changed.number("billing_cycle_anchor"),
                                "expires_at",
                                work.now(subscription.text("customer")) + GOOD_SECONDS,
                                "subscription_items",
                                List.of(Subscriptions.item(changed)),
                                "trial_end",
                                null,
                                "trial_from_plan",
                                null));
        Subscriptions.update(work, subscription);
        Invoices.finalise(work, invoice);
        if (invoice.is("status", "open")) {
            Invoices.pay(work, invoice, Subscriptions.method(work, subscription), Presence.AT_THE_PAGE);
        }
        return Answer.of(work.find(subscription.id()).orElseThrow());
    }

    /** Whether a change waits for this invoice, so that nothing is owed by it. */
    static boolean isOf(Resource subscription, Resource invoice) {
        return subscription.has("pending_update") && subscription.is("latest_invoice", invoice.id());
    }

    static void apply(Work work, Resource subscription) {
        Resource changed = Resource.of(subscription.child(SHAPE));
        for (String name : CHANGED) {
            changed.tree(name).ifPresent(value -> subscription.set(name, value));
        }
        clear(subscription);
        Subscriptions.update(work, subscription);
        work.event("customer.subscription.pending_update_applied", subscription);
    }

    /** Nothing has changed; also where somebody voided the invoice. */
    static void drop(Work work, Resource subscription) {
        clear(subscription);
        Subscriptions.update(work, subscription);
        work.event("customer.subscription.pending_update_expired", subscription);
    }

    static void expire(Work work, Resource subscription) {
        work.find(Invoices.TYPE, subscription.text("latest_invoice"))
                .filter(invoice -> invoice.is("status", "open"))
                .ifPresentOrElse(invoice -> Invoices.avoid(work, invoice), () -> drop(work, subscription));
    }

    private static void clear(Resource subscription) {
        subscription.set("pending_update", null).set(SHAPE, null);
    }
}
