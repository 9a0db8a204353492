package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.Answer;
import io.aula.devstack.stripe.wire.Call;
import io.aula.devstack.stripe.wire.Listing;
import io.aula.devstack.stripe.wire.Routes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The account's own book: what came in, what went back, and what Stripe keeps of it. */
final class Balances {

    private static final String TRANSACTION = "balance_transaction";
    /** Stripe's price for European cards: 1.5 % and 25 of the smallest units, here in every currency. */
    private static final long FEE_PER_THOUSAND = 15;

    private static final long FEE = 25;
    private static final long AVAILABLE_AFTER = Duration.ofDays(7).toSeconds();

    private Balances() {}

    static void routes(Routes routes) {
        routes.get("/v1/balance", Balances::balance);
        routes.get("/v1/balance_transactions/{}", call -> Answer.of(call.subject(TRANSACTION)));
        routes.get("/v1/balance_transactions", call -> Listing.of(call, TRANSACTION, "source", "type", "currency"));
    }

    static Resource charged(Work work, Resource charge) {
        long amount = charge.number("amount");
        return write(work, charge, "charge", amount, Math.round(amount * FEE_PER_THOUSAND / 1000.0) + FEE);
    }

    /** Stripe does not give its fee back. */
    static Resource refunded(Work work, Resource refund) {
        return write(work, refund, "refund", -refund.number("amount"), 0);
    }

    /** A refund that failed: the money is back with the seller. */
    static Resource cameBack(Work work, Resource refund) {
        return write(work, refund, "refund_failure", refund.number("amount"), 0);
    }

    /** What a bank took, or gave again. */
    static Resource disputed(Work work, Resource dispute, long amount) {
        return write(work, dispute, "adjustment", amount, 0);
    }

    private static Resource write(Work work, Resource source, String type, long amount, long fee) {
        List<Resource> details = fee == 0
                ? List.of()
                : List.of(Resource.of(Json.object(
                        "amount",
                        fee,
                        "application",
                        null,
                        "currency",
                        source.text("currency"),
                        "description",
                        "Stripe processing fees",
                        "type",
                        "stripe_fee")));
        Resource transaction = work.create(TRANSACTION, "txn_3", source.text("customer"));
        transaction
                .set("amount", amount)
                .set("available_on", transaction.number("created") + AVAILABLE_AFTER)
                .set("balance_type", "payments")
                .set("currency", source.text("currency"))
                .set("description", null)
                .set("exchange_rate", null)
                .set("fee", fee)
                .set("fee_details", details)
                .set("net", amount - fee)
                .set("reporting_category", type)
                .set("source", source.id())
                .set("status", "pending")
                .set("type", type)
                .node()
                .remove("livemode");
        return work.save(transaction);
    }

    private static Answer balance(Call call) {
        Map<String, Long> net = new TreeMap<>();
        call.work().all(TRANSACTION).forEach(each -> net.merge(each.text("currency"), each.number("net"), Long::sum));
        List<Resource> pending = net.entrySet().stream()
                .map(each -> Resource.of(Json.object(
                        "amount", each.getValue(),
                        "currency", each.getKey(),
                        "source_types", Json.object("card", each.getValue()))))
                .toList();
        return Answer.of(Resource.of(
                Json.object("object", "balance", "available", List.of(), "livemode", false, "pending", pending)));
    }
}
