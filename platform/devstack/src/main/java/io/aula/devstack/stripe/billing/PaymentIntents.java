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
import java.util.List;
import java.util.Optional;

/** Intents and charges as the API offers them. */
public final class PaymentIntents {

    private PaymentIntents() {}

    /** The holder's answer to the bank, for an intent that no Checkout page holds; where they go then. */
    public static Optional<String> authenticate(Work work, String id, boolean isAgreed) {
        Optional<Resource> intent = work.find(Payments.INTENT, id).filter(each -> each.is("status", "requires_action"));
        intent.ifPresent(each -> work.find(PaymentMethods.TYPE, each.text("payment_method"))
                .ifPresent(method -> attempt(work, each, method, isAgreed ? Presence.AGREED : Presence.REFUSED)));
        return intent.map(each -> each.text("_return_url"));
    }

    /** The invoice that it pays follows. */
    private static Outcome attempt(Work work, Resource intent, Resource method, Presence presence) {
        Outcome outcome = Payments.attempt(work, intent, method, presence);
        work.find(Invoices.TYPE, intent.text("_invoice"))
                .filter(invoice -> invoice.is("status", "open"))
                .ifPresent(invoice -> Invoices.follow(work, invoice, outcome));
        return outcome;
    }

    static void routes(Routes routes) {
        routes.post("/v1/payment_intents", PaymentIntents::create);
        routes.get("/v1/payment_intents/{}", call -> {
            call.form().ignore("client_secret");
            return Answer.of(call.subject(Payments.INTENT));
        });
        routes.post("/v1/payment_intents/{}", call -> {
            Resource intent = call.subject(Payments.INTENT);
            change(call, intent);
            return Answer.of(call.work().save(intent));
        });
        routes.post("/v1/payment_intents/{}/confirm", call -> confirm(call, call.subject(Payments.INTENT)));
        routes.post("/v1/payment_intents/{}/cancel", PaymentIntents::cancel);
        routes.get("/v1/payment_intents", call -> Listing.of(call, Payments.INTENT, "customer"));
        routes.get("/v1/charges/{}", call -> Answer.of(call.subject(Payments.CHARGE)));
        routes.post("/v1/charges/{}", call -> {
            Resource charge = call.subject(Payments.CHARGE);
            call.metadata(charge);
            call.form().text("description").ifPresent(text -> charge.set("description", Texts.orNull(text)));
            call.work().save(charge);
            call.work().event("charge.updated", charge);
            return Answer.of(charge);
        });
        routes.get("/v1/charges", call -> Listing.of(call, Payments.CHARGE, "customer", "payment_intent"));
    }

    private static Answer create(Call call) {
        Form form = call.form();
        String customer =
                form.has("customer") ? call.named(Customers.TYPE, "customer").id() : "";
        long amount = form.number("amount").orElseThrow(() -> StripeFailure.missingParameter("amount"));
        if (amount < 1) {
            throw StripeFailure.coded(
                    "parameter_invalid_integer", "This value must be greater than or equal to 1.", "amount");
        }
        Resource intent = Payments.intent(
                call.work(), new Payments.Purpose(amount, Texts.currency(form.required("currency")), customer, "", ""));
        form.choice("capture_method", "automatic", "automatic_async");
        form.child("automatic_payment_methods").ifPresent(automatic -> {
            automatic.ignore("allow_redirects");
            intent.set(
                    "automatic_payment_methods",
                    Json.object("enabled", automatic.flag("enabled").orElse(false)));
        });
        change(call, intent);
        call.work().save(intent);
        return form.flag("confirm").orElse(false) ? confirm(call, intent) : Answer.of(intent);
    }

    private static void change(Call call, Resource intent) {
        Form form = call.form();
        form.number("amount").ifPresent(amount -> intent.set("amount", amount));
        form.text("description").ifPresent(text -> intent.set("description", Texts.orNull(text)));
        form.text("receipt_email").ifPresent(text -> intent.set("receipt_email", Texts.orNull(text)));
        form.choice("setup_future_usage", "on_session", "off_session")
                .ifPresent(usage -> intent.set("setup_future_usage", usage));
        form.ignore("payment_method_types", "statement_descriptor", "statement_descriptor_suffix");
        call.metadata(intent);
        if (form.has("payment_method") && !form.flag("confirm").orElse(false)) {
            intent.set(
                            "payment_method",
                            PaymentMethods.find(call.work(), form.required("payment_method"), "payment_method")
                                    .id())
                    .set("status", "requires_confirmation");
        }
    }

    private static Answer confirm(Call call, Resource intent) {
        Work work = call.work();
        Form form = call.form();
        form.ignore("error_on_requires_action", "payment_method_options", "mandate_data", "use_stripe_sdk");
        requireStatus(intent, "confirm", "requires_payment_method", "requires_confirmation", "requires_action");
        String id = form.textOr("payment_method", intent.text("payment_method"));
        if (id.isEmpty()) {
            throw StripeFailure.invalid(
                    "You cannot confirm this PaymentIntent because it's missing a payment method.", "payment_method");
        }
        Resource method = PaymentMethods.find(work, id, "payment_method");
        intent.set("_return_url", form.textOr("return_url", ""));
        boolean isAbsent = form.flag("off_session").orElse(false);
        Outcome outcome = attempt(work, intent, method, isAbsent ? Presence.ABSENT : Presence.AT_THE_PAGE);
        return switch (outcome) {
            case Outcome.Paid paid -> {
                if (intent.has("setup_future_usage") && intent.has("customer")) {
                    PaymentMethods.attach(work, method, intent.text("customer"));
                }
                yield Answer.of(intent);
            }
            case Outcome.Asked asked -> Answer.of(intent);
            case Outcome.Declined declined -> Answer.declined(declined.error());
        };
    }

    private static Answer cancel(Call call) {
        Resource intent = call.subject(Payments.INTENT);
        requireStatus(intent, "cancel", "requires_payment_method", "requires_confirmation", "requires_action");
        intent.set("canceled_at", call.work().now(intent.text("customer")))
                .set("cancellation_reason", Texts.orNull(call.form().textOr("cancellation_reason", "")))
                .set("next_action", null)
                .set("status", "canceled");
        call.work().save(intent);
        call.work().event("payment_intent.canceled", intent);
        return Answer.of(intent);
    }

    private static void requireStatus(Resource intent, String verb, String... states) {
        String status = intent.text("status");
        if (!List.of(states).contains(status)) {
            throw StripeFailure.coded(
                    "payment_intent_unexpected_state",
                    "You cannot " + verb + " this PaymentIntent because it has a status of " + status + ".",
                    "");
        }
    }
}
