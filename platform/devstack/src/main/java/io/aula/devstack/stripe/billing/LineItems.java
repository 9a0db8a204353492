package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.Call;
import io.aula.devstack.stripe.wire.Form;
import io.aula.devstack.stripe.wire.StripeFailure;
import java.util.ArrayList;
import java.util.List;

/** What a Checkout Session sells, and whether it fits the session's mode. */
final class LineItems {

    private LineItems() {}

    static List<Resource> read(Call call, String mode) {
        List<Resource> lines = new ArrayList<>();
        for (Form item : call.form().children("line_items")) {
            Resource price = item.has("price_data")
                    ? Catalog.inlinePrice(call, item.child("price_data").orElseThrow())
                    : active(call.named(item, Catalog.PRICE, "price"), item);
            long quantity =
                    item.number("quantity").orElseThrow(() -> StripeFailure.missingParameter(item.full("quantity")));
            if (quantity < 1 || quantity > 999_999) {
                throw StripeFailure.coded(
                        "parameter_invalid_integer", "Invalid quantity: " + quantity, item.full("quantity"));
            }
            long amount = Math.multiplyExact(price.number("unit_amount"), quantity);
            lines.add(Resource.of(Json.object(
                    "id",
                    "li_1" + Work.random(24),
                    "object",
                    "item",
                    "amount_discount",
                    0,
                    "amount_subtotal",
                    amount,
                    "amount_tax",
                    0,
                    "amount_total",
                    amount,
                    "currency",
                    price.text("currency"),
                    "description",
                    call.work()
                            .find(price.text("product"))
                            .map(product -> product.text("name"))
                            .orElse(""),
                    "price",
                    price,
                    "quantity",
                    quantity)));
        }
        requireFitting(lines, mode);
        return lines;
    }

    private static void requireFitting(List<Resource> lines, String mode) {
        if (lines.isEmpty()) {
            throw StripeFailure.missingParameter("line_items");
        }
        if (lines.stream().map(line -> line.text("currency")).distinct().count() > 1) {
            throw StripeFailure.invalid("All prices on a Checkout Session must use the same currency.", "line_items");
        }
        boolean isRecurring = lines.stream().anyMatch(line -> line.is("price.type", "recurring"));
        if (mode.equals("payment") && isRecurring) {
            throw StripeFailure.invalid(
                    "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
                    "mode");
        }
        if (mode.equals("subscription") && !isRecurring) {
            throw StripeFailure.invalid(
                    "You must provide at least one recurring price in `subscription` mode.", "mode");
        }
        if (mode.equals("subscription") && lines.size() > 1) {
            throw StripeFailure.unknownParameter("line_items[1]");
        }
    }

    private static Resource active(Resource price, Form item) {
        if (!price.isTrue("active")) {
            throw StripeFailure.invalid(
                    "The price specified is inactive. This field only accepts active prices.", item.full("price"));
        }
        return price;
    }
}
