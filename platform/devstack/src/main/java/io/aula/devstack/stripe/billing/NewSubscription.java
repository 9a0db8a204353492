package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.Listing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a new subscription is made of; {@code trialEnd} is 0 and {@code method} empty where there is none. */
record NewSubscription(
        String customer,
        Resource price,
        long quantity,
        long trialEnd,
        String method,
        Resource data,
        Optional<Discounts> discount,
        String session) {

    /** A new one with its first invoice: paid where nothing is due, else open and the subscription incomplete. */
    Resource create(Work work) {
        Resource subscription = work.create(Subscriptions.TYPE, "sub_1", customer);
        long now = subscription.number("created");
        boolean isTrial = trialEnd > now;
        Cycle cycle = Cycle.of(price, isTrial ? trialEnd : now);
        long end = isTrial ? trialEnd : cycle.end(1);
        String clock = work.find(Customers.TYPE, customer)
                .map(each -> each.text("test_clock"))
                .orElse("");
        subscription
                .set("application", null)
                .set("application_fee_percent", null)
                .set("automatic_tax", Json.object("disabled_reason", null, "enabled", false, "liability", null))
                .set("billing_cycle_anchor", cycle.anchor())
                .set("billing_mode", Json.object("type", "flexible"))
                .set("billing_thresholds", null)
                .set("cancel_at", null)
                .set("cancel_at_period_end", false)
                .set("canceled_at", null)
                .set("cancellation_details", Json.object("comment", null, "feedback", null, "reason", null))
                .set("collection_method", "charge_automatically")
                .set("currency", price.text("currency"))
                .set("customer", customer)
                .set("days_until_due", null)
                .set("default_payment_method", Texts.orNull(method))
                .set("default_source", null)
                .set("default_tax_rates", List.of())
                .set("description", data.tree("description").orElse(null))
                .set("discounts", List.of())
                .set("ended_at", null)
                .set("invoice_settings", Json.object("account_tax_ids", null, "issuer", Json.object("type", "self")))
                .set("latest_invoice", null)
                .set("metadata", data.tree("metadata").orElse(null))
                .set("next_pending_invoice_item_invoice", null)
                .set("on_behalf_of", null)
                .set("pause_collection", null)
                .set(
                        "payment_settings",
                        Json.object(
                                "payment_method_options",
                                null,
                                "payment_method_types",
                                null,
                                "save_default_payment_method",
                                "off"))
                .set("pending_invoice_item_interval", null)
                .set("pending_setup_intent", null)
                .set("pending_update", null)
                .set("schedule", null)
                .set("start_date", now)
                .set("status", isTrial ? "trialing" : "incomplete")
                .set("test_clock", Texts.orNull(clock))
                .set("transfer_data", null)
                .set("trial_end", isTrial ? trialEnd : null)
                .set(
                        "trial_settings",
                        Json.object("end_behavior", Json.object("missing_payment_method", endBehavior(data))))
                .set("trial_start", isTrial ? now : null)
                .set("_cycle", isTrial ? 0 : 1)
                .set("_pending", List.of());
        Resource item = item(subscription, price, quantity, now, end);
        subscription.set(
                "items",
                Listing.list("/v1/subscription_items?subscription=" + subscription.id(), List.of(item), false));
        discount.ifPresent(each -> subscription.set(
                "discounts",
                List.of(each.applyTo(work, customer, subscription.id(), session).id())));
        work.save(subscription);
        work.event("customer.subscription.created", subscription);
        Resource invoice = Invoices.saveDraft(work, Subscriptions.bill(work, subscription, "subscription_create"));
        work.save(subscription.set("latest_invoice", invoice.id()));
        Invoices.finalise(work, invoice);
        return work.find(Subscriptions.TYPE, subscription.id()).orElseThrow();
    }

    private static String endBehavior(Resource data) {
        return data.has("end_behavior") ? data.text("end_behavior") : "create_invoice";
    }

    private static Resource item(Resource subscription, Resource price, long quantity, long start, long end) {
        return Resource.of(Json.object(
                "id",
                "si_" + Work.random(14),
                "object",
                "subscription_item",
                "billing_thresholds",
                null,
                "created",
                start,
                "current_period_end",
                end,
                "current_period_start",
                start,
                "discounts",
                List.of(),
                "metadata",
                Map.of(),
                "plan",
                Subscriptions.plan(price),
                "price",
                price,
                "quantity",
                quantity,
                "subscription",
                subscription.id(),
                "tax_rates",
                List.of()));
    }
}
