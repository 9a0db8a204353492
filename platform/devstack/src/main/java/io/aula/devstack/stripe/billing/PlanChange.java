package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.Call;
import io.aula.devstack.stripe.wire.Form;
import io.aula.devstack.stripe.wire.StripeFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Another price or quantity in the middle of a period. What is left of the period is given back and charged anew, to the second:
 * at the next renewal, or at once where the caller says so or where another interval begins a new period.
 */
record PlanChange(Resource price, long quantity, String proration, long at) {

    /** From {@code items}, {@code proration_behavior} and {@code proration_date}; empty when no item is named. */
    static Optional<PlanChange> read(Call call, Form form, Resource subscription) {
        String proration = form.choice("proration_behavior", "create_prorations", "always_invoice", "none")
                .orElse("create_prorations");
        long at = form.number("proration_date").orElse(call.work().now(subscription.text("customer")));
        List<Form> items = form.children("items");
        if (items.isEmpty()) {
            return Optional.empty();
        }
        Form item = items.getFirst();
        Resource current = Subscriptions.item(subscription);
        if (items.size() > 1 || !item.textOr("id", "").equals(current.id())) {
            throw StripeFailure.invalid(
                    "This double keeps one item to a subscription: name it by items[0][id]=" + current.id() + ".",
                    "items");
        }
        if (at < current.number("current_period_start") || at > current.number("current_period_end")) {
            throw StripeFailure.invalid("proration_date must lie within the current period.", "proration_date");
        }
        Resource price =
                item.has("price") ? call.named(item, Catalog.PRICE, "price") : Resource.of(current.child("price"));
        if (!price.is("type", "recurring") || !price.is("currency", subscription.text("currency"))) {
            throw StripeFailure.invalid(
                    "The price must be recurring and in the currency of the subscription, "
                            + subscription.text("currency") + ".",
                    item.full("price"));
        }
        return Optional.of(
                new PlanChange(price, item.number("quantity").orElse(current.number("quantity")), proration, at));
    }

    /** Changes {@code subscription}, and tells the bill that is due at once, if any. Saves nothing. */
    Optional<Bill> shape(Work work, Resource subscription) {
        Resource item = Subscriptions.item(subscription);
        Cycle before = Subscriptions.cycle(subscription);
        boolean isTrial = subscription.is("status", "trialing");
        boolean startsAnew = !isTrial && !Cycle.of(price, before.anchor()).isAsLongAs(before);
        List<Bill.Line> lines = new ArrayList<>();
        if (!isTrial && !proration.equals("none")) {
            lines.add(line(
                    work,
                    item,
                    -1,
                    Resource.of(item.child("price").deepCopy()),
                    item.number("quantity"),
                    "Unused time on "));
            if (!startsAnew) {
                lines.add(line(work, item, 1, price, quantity, "Remaining time on "));
            }
        }
        item.set("price", price).set("plan", Subscriptions.plan(price)).set("quantity", quantity);
        if (startsAnew) {
            subscription.set("billing_cycle_anchor", at).set("_cycle", 1);
            item.set("current_period_start", at)
                    .set("current_period_end", Cycle.of(price, at).end(1));
            lines.addAll(Subscriptions.bill(work, subscription, "").lines());
            subscription.set("_pending", List.of());
            return Optional.of(bill(work, subscription, lines));
        }
        if (proration.equals("always_invoice") && !lines.isEmpty()) {
            return Optional.of(bill(work, subscription, lines));
        }
        List<Resource> pending = new ArrayList<>(
                subscription.list("_pending").stream().map(Resource::copy).toList());
        lines.forEach(line -> pending.add(waiting(line)));
        subscription.set("_pending", pending);
        return Optional.empty();
    }

    private static Bill bill(Work work, Resource subscription, List<Bill.Line> lines) {
        return new Bill(
                subscription.text("customer"),
                "subscription_update",
                subscription.id(),
                lines,
                Subscriptions.discount(work, subscription),
                Map.of());
    }

    private Bill.Line line(Work work, Resource item, int sign, Resource of, long count, String words) {
        long start = item.number("current_period_start");
        long end = item.number("current_period_end");
        double left = (double) (end - at) / (end - start);
        String name = work.find(of.text("product"))
                .map(product -> product.text("name"))
                .orElse("");
        long amount = sign * Math.round(of.number("unit_amount") * count * left);
        return new Bill.Line(words + name, amount, of, count, at, end, item.id(), true);
    }

    private static Resource waiting(Bill.Line line) {
        return Resource.of(Json.object(
                "description", line.description(),
                "amount", line.amount(),
                "price", line.price(),
                "quantity", line.quantity(),
                "start", line.start(),
                "end", line.end(),
                "item", line.item()));
    }
}
