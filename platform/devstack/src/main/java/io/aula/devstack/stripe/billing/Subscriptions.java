package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Subscriptions of one item each: what they are in, what they owe, and who pays. */
final class Subscriptions {

    static final String TYPE = "subscription";
    private static final Set<String> OVER = Set.of("canceled", "incomplete_expired");

    private Subscriptions() {}

    static List<Resource> ofCustomer(Work work, String customer) {
        return work.all(TYPE).stream()
                .filter(each -> each.is("customer", customer))
                .toList();
    }

    static boolean isAlive(Resource subscription) {
        return !OVER.contains(subscription.text("status"));
    }

    /** The price in the words of before prices. */
    static Resource plan(Resource price) {
        return Resource.of(Json.object(
                "id", price.id(),
                "object", "plan",
                "active", price.isTrue("active"),
                "amount", price.number("unit_amount"),
                "amount_decimal", price.text("unit_amount"),
                "billing_scheme", "per_unit",
                "created", price.number("created"),
                "currency", price.text("currency"),
                "interval", price.text("recurring.interval"),
                "interval_count", price.number("recurring.interval_count"),
                "livemode", false,
                "metadata", Map.of(),
                "nickname", null,
                "product", price.text("product"),
                "usage_type", "licensed"));
    }

    static Resource item(Resource subscription) {
        return subscription.list("items.data").getFirst();
    }

    static Cycle cycle(Resource subscription) {
        return Cycle.of(Resource.of(item(subscription).child("price")), subscription.number("billing_cycle_anchor"));
    }

    /** The bill for the period it is in, with what waited for it. */
    static Bill bill(Work work, Resource subscription, String reason) {
        Resource item = item(subscription);
        Resource price = Resource.of(item.child("price"));
        long quantity = item.number("quantity");
        boolean isTrial = subscription.is("status", "trialing");
        List<Bill.Line> lines = new ArrayList<>(pending(subscription));
        String name = work.find(price.text("product"))
                .map(product -> product.text("name"))
                .orElse("");
        lines.add(new Bill.Line(
                isTrial
                        ? "Trial period for " + name
                        : quantity + " × " + name + " (at " + money(price) + " / " + price.text("recurring.interval")
                                + ")",
                isTrial ? 0 : price.number("unit_amount") * quantity,
                price,
                quantity,
                item.number("current_period_start"),
                item.number("current_period_end"),
                item.id(),
                false));
        return new Bill(
                subscription.text("customer"),
                reason,
                subscription.id(),
                lines,
                isTrial ? Optional.empty() : discount(work, subscription),
                Map.of());
    }

    static String money(Resource price) {
        return "%d.%02d %s"
                .formatted(
                        price.number("unit_amount") / 100,
                        price.number("unit_amount") % 100,
                        price.text("currency").toUpperCase(java.util.Locale.ROOT));
    }

    /** Prorations that wait for the next bill. */
    static List<Bill.Line> pending(Resource subscription) {
        return subscription.list("_pending").stream()
                .map(line -> new Bill.Line(
                        line.text("description"),
                        line.number("amount"),
                        Resource.of(line.child("price")),
                        line.number("quantity"),
                        line.number("start"),
                        line.number("end"),
                        line.text("item"),
                        true))
                .toList();
    }

    /** The discount that still holds. */
    static Optional<Resource> discount(Work work, Resource subscription) {
        long now = work.now(subscription.text("customer"));
        return subscription.texts("discounts").stream()
                .flatMap(id -> work.find(Discounts.TYPE, id).stream())
                .filter(each -> !each.has("end") || now < each.number("end"))
                .findFirst();
    }

    /** The card that a renewal is charged to. */
    static Optional<Resource> method(Work work, Resource subscription) {
        return work.find(PaymentMethods.TYPE, subscription.text("default_payment_method"))
                .or(() -> work.find(Customers.TYPE, subscription.text("customer"))
                        .flatMap(customer -> work.find(
                                PaymentMethods.TYPE, customer.text("invoice_settings.default_payment_method"))));
    }

    static Optional<Resource> ofInvoice(Work work, Resource invoice) {
        return work.find(TYPE, invoice.text("parent.subscription_details.subscription"));
    }

    static void update(Work work, Resource subscription) {
        work.save(subscription);
        work.event("customer.subscription.updated", subscription);
    }
}
