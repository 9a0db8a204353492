package io.aula.devstack.stripe.billing;

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

/** Money given back, wholly or in part, never more than was taken: at once, or on its way as the card has it. */
public final class Refunds {

    private static final String TYPE = "refund";

    private Refunds() {}

    static void routes(Routes routes) {
        routes.post("/v1/refunds", Refunds::create);
        routes.get("/v1/refunds/{}", call -> Answer.of(call.subject(TYPE)));
        routes.post("/v1/refunds/{}", call -> {
            Resource refund = call.subject(TYPE);
            call.metadata(refund);
            call.work().save(refund);
            call.work().event("refund.updated", refund);
            return Answer.of(refund);
        });
        routes.get("/v1/refunds", call -> Listing.of(call, TYPE, "charge", "payment_intent"));
        routes.get("/v1/charges/{}/refunds", call -> {
            Resource charge = call.subject(Payments.CHARGE);
            return Listing.page(
                    call,
                    call.work().all(TYPE).stream()
                            .filter(refund -> refund.is("charge", charge.id()))
                            .toList());
        });
    }

    private static Answer create(Call call) {
        Work work = call.work();
        Form form = call.form();
        Resource charge = charge(call);
        long left = charge.number("amount") - charge.number("amount_refunded");
        if (left == 0) {
            throw StripeFailure.coded(
                    "charge_already_refunded", "Charge " + charge.id() + " has already been refunded.", "");
        }
        long amount = form.number("amount").orElse(left);
        if (amount < 1) {
            throw StripeFailure.coded("parameter_invalid_integer", "Invalid positive integer", "amount");
        }
        if (Disputes.holds(work, charge)) {
            throw StripeFailure.coded(
                    "charge_disputed", "Charge " + charge.id() + " has been charged back; cannot issue a refund.", "");
        }
        if (amount > left) {
            throw StripeFailure.invalid(
                    "Refund amount (" + amount + ") is greater than unrefunded amount on charge (" + left + ")",
                    "amount");
        }
        form.ignore("instructions_email", "refund_application_fee", "reverse_transfer");
        Resource refund = work.create(TYPE, "re_3", charge.text("customer"))
                .set("amount", amount)
                .set("charge", charge.id())
                .set("currency", charge.text("currency"))
                .set("metadata", Map.of())
                .set("payment_intent", Texts.orNull(charge.text("payment_intent")))
                .set(
                        "reason",
                        form.choice("reason", "duplicate", "fraudulent", "requested_by_customer")
                                .orElse(null))
                .set("receipt_number", null)
                .set("failure_balance_transaction", null)
                .set("status", trait(work, charge) == TestCard.Trait.REFUNDS_TAKE_TIME ? "pending" : "succeeded");
        call.metadata(refund);
        refund.set("balance_transaction", Balances.refunded(work, refund).id());
        refund.node().remove("livemode");
        work.save(refund);
        charge.add("amount_refunded", amount).set("refunded", amount == left);
        charge.insert("_refunds.data", refund);
        work.save(charge);
        work.event("refund.created", refund);
        work.event("charge.refunded", charge);
        if (trait(work, charge) == TestCard.Trait.REFUNDS_FAIL) {
            move(work, refund.id(), "failed");
        }
        return Answer.of(refund);
    }

    private static TestCard.Trait trait(Work work, Resource charge) {
        return work.find(PaymentMethods.TYPE, charge.text("payment_method"))
                .filter(method -> method.is("type", "card"))
                .map(method -> TestCard.valueOf(method.text("_card")).trait)
                .orElse(TestCard.Trait.NONE);
    }

    /** What the bank made of it: {@code succeeded}, or {@code failed}, also after it had succeeded. */
    public static void move(Work work, String id, String status) {
        Resource refund = work.find(TYPE, id).orElseThrow(() -> StripeFailure.missing("refund", id, "refund"));
        boolean isPossible =
                refund.is("status", "pending") || refund.is("status", "succeeded") && status.equals("failed");
        if (!isPossible || !List.of("succeeded", "failed", "canceled").contains(status)) {
            throw StripeFailure.invalid(
                    "A refund that is " + refund.text("status") + " cannot become " + status, "status");
        }
        refund.set("status", status);
        if (!status.equals("succeeded")) {
            Resource charge = work.find(Payments.CHARGE, refund.text("charge")).orElseThrow();
            work.save(charge.add("amount_refunded", -refund.number("amount")).set("refunded", false));
            refund.set("failure_reason", "unknown")
                    .set(
                            "failure_balance_transaction",
                            Balances.cameBack(work, refund).id());
        }
        work.save(refund);
        work.event("refund.updated", refund);
        if (status.equals("failed")) {
            work.event("refund.failed", refund);
        }
    }

    private static Resource charge(Call call) {
        if (call.form().has("charge")) {
            return requirePaid(call.named(Payments.CHARGE, "charge"));
        }
        if (!call.form().has("payment_intent")) {
            throw StripeFailure.invalid(
                    "One of the following params should be provided: charge or payment_intent.", "");
        }
        Resource intent = call.named(Payments.INTENT, "payment_intent");
        return call.work()
                .find(Payments.CHARGE, intent.text("latest_charge"))
                .filter(charge -> charge.isTrue("paid"))
                .orElseThrow(() -> StripeFailure.invalid(
                        "This PaymentIntent (" + intent.id() + ") does not have a successful charge to refund.",
                        "payment_intent"));
    }

    private static Resource requirePaid(Resource charge) {
        if (!charge.isTrue("paid")) {
            throw StripeFailure.invalid(
                    "Charge " + charge.id() + " has not been paid and cannot be refunded.", "charge");
        }
        return charge;
    }
}
