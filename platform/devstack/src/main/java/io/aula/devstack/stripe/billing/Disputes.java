package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.Answer;
import io.aula.devstack.stripe.wire.Listing;
import io.aula.devstack.stripe.wire.Routes;
import io.aula.devstack.stripe.wire.StripeFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Money that a cardholder's bank asks for: taken when it asks, and given again where it changes its mind. */
public final class Disputes {

    private static final String TYPE = "dispute";
    private static final long DUE = Duration.ofDays(9).toSeconds();
    /** Questions before anything is asked for: no money moves. */
    private static final List<String> INQUIRIES =
            List.of("warning_needs_response", "warning_under_review", "warning_closed");

    private static final List<String> OVER = List.of("won", "lost", "warning_closed");

    private Disputes() {}

    static void routes(Routes routes) {
        routes.get("/v1/disputes/{}", call -> Answer.of(call.subject(TYPE)));
        routes.get("/v1/disputes", call -> Listing.of(call, TYPE, "charge", "payment_intent"));
    }

    /** Whether the money of this charge is with the bank. */
    static boolean holds(Work work, Resource charge) {
        return work.all(TYPE).stream()
                .filter(each -> each.is("charge", charge.id()))
                .anyMatch(each -> !each.is("status", "won") && !INQUIRIES.contains(each.text("status")));
    }

    static Resource open(Work work, Resource charge, String status) {
        Resource dispute = work.create(TYPE, "du_1", charge.text("customer"));
        dispute.set("amount", charge.number("amount"))
                .set("balance_transactions", List.of())
                .set("charge", charge.id())
                .set("currency", charge.text("currency"))
                .set("enhanced_eligibility_types", List.of())
                .set("evidence", Json.object())
                .set(
                        "evidence_details",
                        Json.object(
                                "due_by",
                                dispute.number("created") + DUE,
                                "has_evidence",
                                false,
                                "past_due",
                                false,
                                "submission_count",
                                0))
                .set("is_charge_refundable", INQUIRIES.contains(status))
                .set("metadata", Map.of())
                .set("payment_intent", Texts.orNull(charge.text("payment_intent")))
                .set("reason", "fraudulent")
                .set("status", status);
        work.save(charge.set("disputed", true));
        boolean isTaken = !INQUIRIES.contains(status);
        if (isTaken) {
            Balances.disputed(work, dispute, -dispute.number("amount"));
        }
        work.save(dispute);
        work.event("charge.dispute.created", dispute);
        if (isTaken) {
            work.event("charge.dispute.funds_withdrawn", dispute);
        }
        return dispute;
    }

    /** What the bank says now of the dispute about a payment; the first word opens it. */
    public static void move(Work work, String paymentIntent, String status) {
        Resource intent = work.find(Payments.INTENT, paymentIntent)
                .orElseThrow(() -> StripeFailure.missing("payment_intent", paymentIntent, "payment_intent"));
        Resource dispute = work.all(TYPE).stream()
                .filter(each -> each.is("payment_intent", paymentIntent))
                .findFirst()
                .orElse(null);
        if (dispute == null) {
            open(work, work.find(Payments.CHARGE, intent.text("latest_charge")).orElseThrow(), status);
            return;
        }
        if (OVER.contains(dispute.text("status"))) {
            throw StripeFailure.invalid("This dispute is over: " + dispute.text("status"), "status");
        }
        work.save(dispute.set("status", status).set("is_charge_refundable", false));
        work.event(OVER.contains(status) ? "charge.dispute.closed" : "charge.dispute.updated", dispute);
        if (status.equals("won")) {
            Balances.disputed(work, dispute, dispute.number("amount"));
            work.event("charge.dispute.funds_reinstated", dispute);
        }
    }
}
