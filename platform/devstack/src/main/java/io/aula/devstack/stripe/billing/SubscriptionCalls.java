package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.billing.Outcome.Presence;
import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.Answer;
import io.aula.devstack.stripe.wire.Call;
import io.aula.devstack.stripe.wire.Form;
import io.aula.devstack.stripe.wire.Listing;
import io.aula.devstack.stripe.wire.Routes;
import io.aula.devstack.stripe.wire.StripeFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Subscriptions as the API offers them. */
final class SubscriptionCalls {

    private static final String[] BEHAVIORS = {"allow_incomplete", "default_incomplete", "error_if_incomplete"};

    private static final String[] BEHAVIORS_OF_UPDATES = {
        "allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"
    };

    private SubscriptionCalls() {}

    static void routes(Routes routes) {
        routes.post("/v1/subscriptions", SubscriptionCalls::create);
        routes.get("/v1/subscriptions/{}", call -> Answer.of(call.subject(Subscriptions.TYPE)));
        routes.post("/v1/subscriptions/{}", SubscriptionCalls::update);
        routes.delete("/v1/subscriptions/{}", SubscriptionCalls::cancel);
        routes.post("/v1/subscriptions/{}/resume", SubscriptionCalls::resume);
        routes.get("/v1/subscriptions", SubscriptionCalls::list);
        routes.get("/v1/subscription_items", call -> {
            Resource subscription = call.named(Subscriptions.TYPE, "subscription");
            return Listing.page(call, subscription.list("items.data"));
        });
    }

    private static Answer create(Call call) {
        Form form = call.form();
        Work work = call.work();
        String customer = call.named(Customers.TYPE, "customer").id();
        List<Form> items = form.children("items");
        if (items.size() != 1) {
            throw StripeFailure.invalid(
                    "This double keeps one item to a subscription: pass items[0] and no other.", "items");
        }
        Resource price = items.getFirst().has("price_data")
                ? Catalog.inlinePrice(call, items.getFirst().child("price_data").orElseThrow())
                : call.named(items.getFirst(), Catalog.PRICE, "price");
        if (!price.is("type", "recurring")) {
            throw StripeFailure.invalid(
                    "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.",
                    "items[0][price]");
        }
        long quantity = items.getFirst().number("quantity").orElse(1L);
        String method = form.text("default_payment_method")
                .filter(id -> !id.isEmpty())
                .map(id -> PaymentMethods.attach(
                                work, PaymentMethods.find(work, id, "default_payment_method"), customer)
                        .id())
                .orElse("");
        Promotions.Use use = new Promotions.Use(
                price.number("unit_amount") * quantity,
                price.text("currency"),
                customer,
                List.of(price.text("product")));
        Resource subscription = new NewSubscription(
                        customer,
                        price,
                        quantity,
                        trialEnd(call, customer),
                        method,
                        data(form),
                        Discounts.read(call, form, use),
                        "")
                .create(work);
        ignoreLooks(form);
        form.choice("collection_method", "charge_automatically");
        form.flag("off_session");
        String behavior = form.choice("payment_behavior", BEHAVIORS).orElse("allow_incomplete");
        payFirst(work, subscription, behavior);
        Resource made = work.find(subscription.id()).orElseThrow();
        if (form.flag("cancel_at_period_end").orElse(false)) {
            Endings.endLater(work, made, Subscriptions.item(made).number("current_period_end"), true);
        }
        return Answer.of(made);
    }

    private static void payFirst(Work work, Resource subscription, String behavior) {
        Resource invoice = work.find(subscription.text("latest_invoice")).orElseThrow();
        Optional<Resource> method = Subscriptions.method(work, subscription);
        if (!invoice.is("status", "open") || behavior.equals("default_incomplete")) {
            return;
        }
        if (method.isEmpty()) {
            throw StripeFailure.coded(
                    "resource_missing",
                    "This customer has no attached payment source or default payment method. Please consider adding a default payment"
                            + " method.",
                    "");
        }
        refuseDecline(Invoices.pay(work, invoice, method, Presence.AT_THE_PAGE), behavior);
    }

    private static void refuseDecline(Optional<Outcome> outcome, String behavior) {
        if (behavior.equals("error_if_incomplete") && outcome.orElse(null) instanceof Outcome.Declined declined) {
            throw StripeFailure.of(
                    402,
                    "card_error",
                    declined.error().text("code"),
                    declined.error().text("message"),
                    "");
        }
    }

    private static long trialEnd(Call call, String customer) {
        long now = call.work().now(customer);
        long days = call.form().number("trial_period_days").orElse(0L);
        return call.form()
                .number("trial_end")
                .orElse(days > 0 ? now + Duration.ofDays(days).toSeconds() : 0L);
    }

    private static Resource data(Form form) {
        Resource data = Resource.of(Json.object(
                "metadata",
                Map.of(),
                "description",
                Texts.orNull(form.textOr("description", "")),
                "end_behavior",
                null));
        Call.metadata(form, data);
        endBehavior(form).ifPresent(end -> data.set("end_behavior", end));
        return data;
    }

    private static Optional<String> endBehavior(Form form) {
        return form.child("trial_settings")
                .flatMap(settings -> settings.child("end_behavior"))
                .flatMap(end -> end.choice("missing_payment_method", "cancel", "create_invoice", "pause"));
    }

    private static void ignoreLooks(Form form) {
        form.refuseSwitchedOn("automatic_tax");
        form.ignore("payment_settings", "billing_mode", "invoice_settings");
    }

    private static Answer update(Call call) {
        Resource subscription = call.subject(Subscriptions.TYPE);
        Work work = call.work();
        Form form = call.form();
        if (!Subscriptions.isAlive(subscription)) {
            requireOnlyMetadata(form);
        }
        call.metadata(subscription);
        ignoreLooks(form);
        form.flag("off_session");
        String behavior = form.choice("payment_behavior", BEHAVIORS_OF_UPDATES).orElse("allow_incomplete");
        if (behavior.equals("pending_if_incomplete")) {
            return PendingUpdates.make(call, subscription);
        }
        form.text("description").ifPresent(text -> subscription.set("description", Texts.orNull(text)));
        form.text("default_payment_method")
                .ifPresent(id -> subscription.set("default_payment_method", Texts.orNull(id)));
        endBehavior(form).ifPresent(end -> subscription.set("trial_settings.end_behavior.missing_payment_method", end));
        discounts(call, subscription);
        trial(call, subscription);
        Optional<Bill> due =
                PlanChange.read(call, form, subscription).flatMap(change -> change.shape(work, subscription));
        endings(call, subscription);
        Subscriptions.update(work, subscription);
        due.ifPresent(bill -> {
            Resource invoice = Invoices.saveDraft(work, bill);
            work.save(subscription.set("latest_invoice", invoice.id()));
            Invoices.finalise(work, invoice);
            if (invoice.is("status", "open")) {
                refuseDecline(
                        Invoices.pay(work, invoice, Subscriptions.method(work, subscription), Presence.ABSENT),
                        behavior);
            }
        });
        return Answer.of(work.find(subscription.id()).orElseThrow());
    }

    private static void requireOnlyMetadata(Form form) {
        if (form.has("cancel_at_period_end") || form.has("items") || form.has("cancel_at")) {
            throw StripeFailure.invalid(
                    "A canceled subscription can only update its cancellation_details and metadata.", "");
        }
    }

    private static void discounts(Call call, Resource subscription) {
        if (!call.form().has("discounts")) {
            return;
        }
        if (call.form().text("discounts").isPresent()) {
            subscription.set("discounts", List.of());
            return;
        }
        Resource item = Subscriptions.item(subscription);
        Promotions.Use use = new Promotions.Use(
                item.number("price.unit_amount"),
                subscription.text("currency"),
                subscription.text("customer"),
                List.of(item.text("price.product")));
        Discounts.read(call, call.form(), use)
                .ifPresent(each -> subscription.set(
                        "discounts",
                        List.of(each.applyTo(call.work(), subscription.text("customer"), subscription.id(), "")
                                .id())));
    }

    /** {@code trial_end=now} ends a trial; a later time moves its end. */
    private static void trial(Call call, Resource subscription) {
        call.form().text("trial_end").filter(text -> !text.isEmpty()).ifPresent(text -> {
            long now = call.work().now(subscription.text("customer"));
            long at = text.equals("now") ? now : call.form().number("trial_end").orElse(now);
            if (!subscription.is("status", "trialing")) {
                throw StripeFailure.invalid("This double moves the end of a running trial only.", "trial_end");
            }
            subscription.set("trial_end", at).set("billing_cycle_anchor", at);
            Subscriptions.item(subscription).set("current_period_end", at);
        });
    }

    private static void endings(Call call, Resource subscription) {
        Form form = call.form();
        form.child("cancellation_details").ifPresent(details -> {
            details.text("comment")
                    .ifPresent(text -> subscription.set("cancellation_details.comment", Texts.orNull(text)));
            details.text("feedback")
                    .ifPresent(text -> subscription.set("cancellation_details.feedback", Texts.orNull(text)));
        });
        long now = call.work().now(subscription.text("customer"));
        form.flag("cancel_at_period_end").ifPresent(isWanted -> {
            long end = Subscriptions.item(subscription).number("current_period_end");
            subscription
                    .set("cancel_at", isWanted ? end : null)
                    .set("cancel_at_period_end", isWanted)
                    .set("canceled_at", isWanted ? now : null)
                    .set("cancellation_details.reason", isWanted ? "cancellation_requested" : null);
        });
        form.text("cancel_at").ifPresent(text -> {
            Long at = text.isEmpty() ? null : form.number("cancel_at").orElse(null);
            subscription
                    .set("cancel_at", at)
                    .set("canceled_at", at == null ? null : now)
                    .set("cancellation_details.reason", at == null ? null : "cancellation_requested");
        });
    }

    private static Answer cancel(Call call) {
        Resource subscription = call.subject(Subscriptions.TYPE);
        if (!Subscriptions.isAlive(subscription)) {
            throw StripeFailure.missing("subscription", subscription.id(), "id");
        }
        for (String name : List.of("invoice_now", "prorate")) {
            if (call.form().flag(name).orElse(false)) {
                throw StripeFailure.unknownParameter(name);
            }
        }
        endings(call, subscription);
        Endings.end(call.work(), subscription, "cancellation_requested");
        return Answer.of(subscription);
    }

    private static Answer resume(Call call) {
        Resource subscription = call.subject(Subscriptions.TYPE);
        if (!subscription.is("status", "paused")) {
            throw StripeFailure.invalid(
                    "Only paused subscriptions can be resumed; this one is " + subscription.text("status") + ".", "");
        }
        call.form().choice("billing_cycle_anchor", "now", "unchanged");
        call.form().ignore("proration_behavior", "proration_date");
        long now = call.work().now(subscription.text("customer"));
        subscription.set("billing_cycle_anchor", now).set("status", "active").set("_cycle", 0);
        Subscriptions.item(subscription).set("current_period_end", now);
        Renewals.renew(call.work(), subscription);
        call.work().event("customer.subscription.resumed", subscription);
        return Answer.of(subscription);
    }

    private static Answer list(Call call) {
        Form form = call.form();
        String status = form.textOr("status", "");
        String customer = form.textOr("customer", "");
        String price = form.textOr("price", "");
        Predicate<Resource> isWanted = switch (status) {
            case "all" -> each -> true;
            case "" -> Subscriptions::isAlive;
            case "ended" -> each -> !Subscriptions.isAlive(each);
            default -> each -> each.is("status", status);
        };
        return Listing.page(
                call,
                call.work().all(Subscriptions.TYPE).stream()
                        .filter(isWanted)
                        .filter(each -> customer.isEmpty() || each.is("customer", customer))
                        .filter(each ->
                                price.isEmpty() || Subscriptions.item(each).is("price.id", price))
                        .toList());
    }
}
