package io.aula.devstack.reconcile;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What Stripe holds of ours against what is booked here. What others do in the same account is passed over. */
record StripeReconciliation(Records identity, StripeBooks stripe) {

    void compare(List<Differences> all) {
        Set<String> checkouts = new HashSet<>(identity.column("select id from checkout"));
        all.add(Differences.between(
                "paid pages at Stripe, orders",
                stripe.list("checkout/sessions?status=complete").stream()
                        .filter(session -> session.path("mode").asString("").equals("payment")
                                && !session.path("payment_status").asString("").equals("unpaid")
                                && checkouts.contains(
                                        session.path("client_reference_id").asString("")))
                        .map(session -> line(
                                session.path("id"),
                                session.path("amount_total"),
                                session.path("currency").asString("").toUpperCase(Locale.ROOT)))
                        .toList(),
                identity.column(
                        "select c.stripe_session_id || ' ' || o.total || ' ' || o.currency from purchase_order o"
                                + " join checkout c on c.id = o.checkout_id"),
                List.of()));
        all.add(Differences.between(
                "subscriptions at Stripe, memberships",
                stripe.list("subscriptions?status=all").stream()
                        .filter(subscription -> checkouts.contains(subscription
                                .path("metadata")
                                .path("checkout_id")
                                .asString("")))
                        .filter(subscription ->
                                !subscription.path("status").asString("").equals("incomplete"))
                        .map(subscription -> line(subscription.path("id"), status(subscription)))
                        .toList(),
                identity.column("select stripe_subscription_id || ' ' || status from membership"),
                List.of()));
        Set<String> payments = new HashSet<>(identity.column(
                "select payment_id from purchase_order union all select stripe_payment_intent_id from membership_invoice"
                        + " where stripe_payment_intent_id is not null"));
        all.add(Differences.between(
                "refunds at Stripe, entries in the ledger",
                stripe.list("refunds").stream()
                        .filter(refund -> refund.path("status").asString("").equals("succeeded")
                                && payments.contains(
                                        refund.path("payment_intent").asString("")))
                        .map(refund -> line(refund.path("id"), refund.path("amount")))
                        .toList(),
                identity.column(
                        "select stripe_id || ' ' || amount from ledger_entry l where kind = 'REFUND' and not exists"
                                + " (select 1 from ledger_entry r where r.kind = 'REFUND_REVERSED' and r.stripe_id = l.stripe_id)"),
                List.of()));
    }

    /** In our words (decision 37). */
    private static String status(JsonNode subscription) {
        String status = subscription.path("status").asString("");
        return status.equals("incomplete_expired") ? "CANCELED" : status.toUpperCase(Locale.ROOT);
    }

    private static String line(Object... parts) {
        return String.join(
                " ",
                Stream.of(parts)
                        .map(part -> part instanceof JsonNode node ? node.asString("") : String.valueOf(part))
                        .toList());
    }
}
