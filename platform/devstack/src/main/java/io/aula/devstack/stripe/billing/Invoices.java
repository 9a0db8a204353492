package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.billing.Outcome.Presence;
import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An invoice's life: draft, open, paid or void. */
final class Invoices {

    static final String TYPE = "invoice";
    private static final String PAYMENT = "invoice_payment";
    /** Three retries after the first failure: the last falls on day 13, within the two weeks Stripe allows itself. */
    private static final List<Duration> RETRIES = List.of(Duration.ofDays(3), Duration.ofDays(5), Duration.ofDays(5));

    private Invoices() {}

    static Resource saveDraft(Work work, Bill bill) {
        Resource invoice = work.save(bill.draft(work));
        work.event("invoice.created", invoice);
        return invoice;
    }

    /** Gives it a number and settles it with the customer's balance; what is then nothing is paid. */
    static void finalise(Work work, Resource invoice) {
        work.find(Customers.TYPE, invoice.text("customer")).ifPresent(customer -> {
            long ending = Math.min(0, invoice.number("total") + customer.number("balance"));
            invoice.set("ending_balance", ending);
            work.save(customer.set("balance", ending).set("currency", invoice.text("currency")));
        });
        open(work, invoice);
        if (invoice.number("amount_due") == 0) {
            settle(work, invoice, 0);
            return;
        }
        Resource intent = Payments.intent(
                work,
                new Payments.Purpose(
                        invoice.number("amount_due"),
                        invoice.text("currency"),
                        invoice.text("customer"),
                        invoice.is("billing_reason", "subscription_create")
                                ? "Subscription creation"
                                : "Subscription update",
                        invoice.text("customer_email")));
        attach(work, invoice, intent);
    }

    /** The invoice of something bought once, and already paid by {@code intent}. */
    static Resource ofPayment(Work work, Bill bill, Resource intent) {
        Resource invoice = saveDraft(work, bill);
        long paid = intent.number("amount");
        invoice.set("amount_due", paid)
                .set("amount_remaining", paid)
                .set("starting_balance", 0)
                .set("ending_balance", 0);
        open(work, invoice);
        attach(work, invoice, intent);
        settle(work, invoice, paid);
        return invoice;
    }

    private static void open(Work work, Resource invoice) {
        long now = work.now(invoice.text("customer"));
        work.find(Customers.TYPE, invoice.text("customer")).ifPresent(customer -> {
            invoice.set(
                    "number",
                    "%s-%04d".formatted(customer.text("invoice_prefix"), customer.number("next_invoice_sequence")));
            work.save(customer.add("next_invoice_sequence", 1));
        });
        invoice.set("status", "open")
                .set("effective_at", now)
                .set("automatically_finalizes_at", null)
                .set("hosted_invoice_url", "{double}/invoices/" + invoice.id())
                .set("invoice_pdf", "{double}/invoices/" + invoice.id() + "/pdf")
                .set("status_transitions.finalized_at", now);
        work.save(invoice);
        work.event("invoice.finalized", invoice);
    }

    /** Ties an intent to the invoice it pays. */
    static void attach(Work work, Resource invoice, Resource intent) {
        work.save(intent.set("_invoice", invoice.id()));
        Resource payment = work.create(PAYMENT, "inpay_1", invoice.text("customer"))
                .set("amount_paid", null)
                .set("amount_requested", invoice.number("amount_due"))
                .set("currency", invoice.text("currency"))
                .set("invoice", invoice.id())
                .set("is_default", true)
                .set("payment", Json.object("payment_intent", intent.id(), "type", "payment_intent"))
                .set("status", "open")
                .set("status_transitions", Json.object("canceled_at", null, "paid_at", null));
        work.save(payment);
        work.save(invoice.set("_payments.data", List.of(payment)));
    }

    static Optional<Resource> intent(Work work, Resource invoice) {
        return work.find(Payments.INTENT, invoice.text("_payments.data.0.payment.payment_intent"));
    }

    /** Charges {@code method}, or counts a failed attempt where there is none. */
    static Optional<Outcome> pay(Work work, Resource invoice, Optional<Resource> method, Presence presence) {
        Resource intent = intent(work, invoice).orElseThrow();
        Optional<Outcome> outcome = method.map(each -> Payments.attempt(work, intent, each, presence));
        follow(work, invoice, outcome.orElse(new Outcome.Declined(Resource.of(Json.object()))));
        return outcome;
    }

    /** What an attempt to charge its intent makes of an invoice. */
    static void follow(Work work, Resource invoice, Outcome outcome) {
        switch (outcome) {
            case Outcome.Paid paid -> settle(work, invoice, invoice.number("amount_due"));
            case Outcome.Declined declined -> fail(work, invoice);
            case Outcome.Asked asked -> {
                work.save(invoice.set("attempted", true));
                work.event("invoice.payment_action_required", invoice);
            }
        }
    }

    static void settle(Work work, Resource invoice, long paid) {
        long now = work.now(invoice.text("customer"));
        invoice.set("amount_paid", paid)
                .set("amount_remaining", 0)
                .set("attempt_count", invoice.number("attempt_count") + (paid > 0 ? 1 : 0))
                .set("attempted", true)
                .set("auto_advance", false)
                .set("next_payment_attempt", null)
                .set("status", "paid")
                .set("status_transitions.paid_at", now);
        for (Resource payment : invoice.list("_payments.data")) {
            payment.set("amount_paid", paid).set("status", "paid").set("status_transitions.paid_at", now);
            work.save(payment.copy());
        }
        work.save(invoice);
        work.event("invoice.paid", invoice);
        work.event("invoice.payment_succeeded", invoice);
        Renewals.paid(work, invoice);
    }

    private static void fail(Work work, Resource invoice) {
        long now = work.now(invoice.text("customer"));
        int attempts = (int) invoice.number("attempt_count") + 1;
        boolean isOfPendingUpdate = Subscriptions.ofInvoice(work, invoice)
                .filter(each -> PendingUpdates.isOf(each, invoice))
                .isPresent();
        boolean isRetried = !invoice.is("billing_reason", "subscription_create")
                && !isOfPendingUpdate
                && attempts <= RETRIES.size();
        invoice.set("attempt_count", attempts)
                .set("attempted", true)
                .set("auto_advance", isRetried)
                .set(
                        "next_payment_attempt",
                        isRetried ? now + RETRIES.get(attempts - 1).toSeconds() : null);
        work.save(invoice);
        work.event("invoice.payment_failed", invoice);
        Renewals.failed(work, invoice, isRetried);
    }

    static void avoid(Work work, Resource invoice) {
        invoice.set("status", "void")
                .set("auto_advance", false)
                .set("next_payment_attempt", null)
                .set("status_transitions.voided_at", work.now(invoice.text("customer")));
        intent(work, invoice)
                .filter(intent -> !intent.is("status", "succeeded"))
                .ifPresent(intent -> {
                    work.save(intent.set("status", "canceled").set("cancellation_reason", "void_invoice"));
                    work.event("payment_intent.canceled", intent);
                });
        work.save(invoice);
        work.event("invoice.voided", invoice);
        Subscriptions.ofInvoice(work, invoice)
                .filter(each -> PendingUpdates.isOf(each, invoice))
                .ifPresent(each -> PendingUpdates.drop(work, each));
    }
}
