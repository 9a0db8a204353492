package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.billing.Outcome.Presence;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.Answer;
import io.aula.devstack.stripe.wire.Call;
import io.aula.devstack.stripe.wire.Form;
import io.aula.devstack.stripe.wire.Listing;
import io.aula.devstack.stripe.wire.Routes;
import io.aula.devstack.stripe.wire.StripeFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Invoices as the API offers them, and the preview of one. */
final class InvoiceCalls {

    private InvoiceCalls() {}

    static void routes(Routes routes) {
        routes.post("/v1/invoices/create_preview", InvoiceCalls::preview);
        routes.get("/v1/invoices/{}", call -> Answer.of(call.subject(Invoices.TYPE)));
        routes.post("/v1/invoices/{}", call -> {
            Resource invoice = call.subject(Invoices.TYPE);
            call.metadata(invoice);
            return Answer.of(call.work().save(invoice));
        });
        routes.post("/v1/invoices/{}/pay", InvoiceCalls::pay);
        routes.post("/v1/invoices/{}/finalize", call -> {
            Resource invoice = requireStatus(call, "draft");
            call.form().flag("auto_advance");
            Invoices.finalise(call.work(), invoice);
            return Answer.of(invoice);
        });
        routes.post("/v1/invoices/{}/void", call -> {
            Resource invoice = requireStatus(call, "open", "uncollectible");
            Invoices.avoid(call.work(), invoice);
            return Answer.of(invoice);
        });
        routes.post("/v1/invoices/{}/mark_uncollectible", call -> {
            Resource invoice = requireStatus(call, "open");
            long now = call.work().now(invoice.text("customer"));
            call.work()
                    .save(invoice.set("status", "uncollectible")
                            .set("auto_advance", false)
                            .set("next_payment_attempt", null)
                            .set("status_transitions.marked_uncollectible_at", now));
            call.work().event("invoice.marked_uncollectible", invoice);
            return Answer.of(invoice);
        });
        routes.get(
                "/v1/invoices/{}/lines",
                call -> Listing.page(call, call.subject(Invoices.TYPE).list("lines.data")));
        routes.get("/v1/invoices", InvoiceCalls::list);
        routes.get("/v1/invoice_payments/{}", call -> Answer.of(call.subject("invoice_payment")));
        routes.get("/v1/invoice_payments", InvoiceCalls::payments);
    }

    private static Answer pay(Call call) {
        Work work = call.work();
        Form form = call.form();
        Resource invoice = requireStatus(call, "open", "uncollectible");
        if (form.flag("paid_out_of_band").orElse(false)) {
            Invoices.settle(work, invoice, 0);
            return Answer.of(invoice);
        }
        boolean isAbsent = form.flag("off_session").orElse(true);
        Optional<Resource> method = form.text("payment_method")
                .map(id -> PaymentMethods.find(work, id, "payment_method"))
                .or(() -> Subscriptions.ofInvoice(work, invoice).flatMap(each -> Subscriptions.method(work, each)))
                .or(() -> work.find(Customers.TYPE, invoice.text("customer"))
                        .flatMap(each -> work.find(each.text("invoice_settings.default_payment_method"))));
        if (method.isEmpty()) {
            throw StripeFailure.invalid("There is no `default_payment_method` set on this Customer or Invoice.", "");
        }
        Optional<Outcome> outcome =
                Invoices.pay(work, invoice, method, isAbsent ? Presence.ABSENT : Presence.AT_THE_PAGE);
        return outcome.orElse(null) instanceof Outcome.Declined declined
                ? Answer.declined(declined.error())
                : Answer.of(invoice);
    }

    private static Resource requireStatus(Call call, String... states) {
        Resource invoice = call.subject(Invoices.TYPE);
        if (!List.of(states).contains(invoice.text("status"))) {
            throw StripeFailure.invalid(
                    "This invoice is " + invoice.text("status") + "; it would have to be " + String.join(" or ", states)
                            + ".",
                    "");
        }
        return invoice;
    }

    private static Answer list(Call call) {
        String subscription = call.form().textOr("subscription", "");
        String customer = call.form().textOr("customer", "");
        String status = call.form().textOr("status", "");
        return Listing.page(
                call,
                call.work().all(Invoices.TYPE).stream()
                        .filter(each -> subscription.isEmpty()
                                || each.is("parent.subscription_details.subscription", subscription))
                        .filter(each -> customer.isEmpty() || each.is("customer", customer))
                        .filter(each -> status.isEmpty() || each.is("status", status))
                        .toList());
    }

    private static Answer payments(Call call) {
        String invoice = call.form().textOr("invoice", "");
        String status = call.form().textOr("status", "");
        Optional<Form> payment = call.form().child("payment");
        payment.ifPresent(each -> each.choice("type", "payment_intent"));
        String intent = payment.map(each -> each.textOr("payment_intent", "")).orElse("");
        return Listing.page(
                call,
                call.work().all("invoice_payment").stream()
                        .filter(each -> invoice.isEmpty() || each.is("invoice", invoice))
                        .filter(each -> status.isEmpty() || each.is("status", status))
                        .filter(each -> intent.isEmpty() || each.is("payment.payment_intent", intent))
                        .toList());
    }

    /** What a change, or the next renewal, would be billed. Nothing is kept. */
    private static Answer preview(Call call) {
        Work work = call.work();
        Form form = call.form();
        form.refuseSwitchedOn("automatic_tax");
        form.ignore("currency");
        Form details = form.child("subscription_details").orElseGet(() -> Form.parse(""));
        details.ignore("cancel_at_period_end", "billing_mode");
        if (!form.has("subscription")) {
            return Answer.of(upcoming(work, ofNew(call, details)));
        }
        form.ignore("customer");
        Resource subscription = call.named(Subscriptions.TYPE, "subscription");
        Optional<Bill> due =
                PlanChange.read(call, details, subscription).flatMap(change -> change.shape(work, subscription));
        Resource invoice = upcoming(work, due.orElseGet(() -> next(work, subscription)));
        details.number("proration_date")
                .ifPresent(at -> invoice.set("parent.subscription_details.subscription_proration_date", at));
        return Answer.of(invoice);
    }

    private static Resource upcoming(Work work, Bill bill) {
        Resource invoice = bill.draft(work);
        return invoice.set("id", "upcoming_" + invoice.id());
    }

    private static Bill next(Work work, Resource subscription) {
        Resource item = Subscriptions.item(subscription);
        long end = item.number("current_period_end");
        item.set("current_period_start", end)
                .set("current_period_end", Subscriptions.cycle(subscription).end(subscription.number("_cycle") + 1));
        if (subscription.is("status", "trialing")) {
            subscription.set("status", "active");
        }
        return Subscriptions.bill(work, subscription, "upcoming");
    }

    private static Bill ofNew(Call call, Form details) {
        Work work = call.work();
        String customer = call.form().has("customer")
                ? call.named(Customers.TYPE, "customer").id()
                : "";
        Form item = details.children("items").stream()
                .findFirst()
                .orElseThrow(() -> StripeFailure.missingParameter("subscription"));
        Resource price = call.named(item, Catalog.PRICE, "price");
        long quantity = item.number("quantity").orElse(1L);
        long now = work.now(customer);
        String name = work.find(price.text("product"))
                .map(product -> product.text("name"))
                .orElse("");
        Promotions.Use use = new Promotions.Use(
                price.number("unit_amount") * quantity,
                price.text("currency"),
                customer,
                List.of(price.text("product")));
        if (Discounts.read(call, call.form(), use).isPresent()) {
            throw StripeFailure.unknownParameter("discounts");
        }
        Bill.Line line = new Bill.Line(
                name,
                price.number("unit_amount") * quantity,
                price,
                quantity,
                now,
                Cycle.of(price, now).end(1),
                "",
                false);
        return new Bill(customer, "upcoming", "", List.of(line), Optional.empty(), Map.of());
    }
}
