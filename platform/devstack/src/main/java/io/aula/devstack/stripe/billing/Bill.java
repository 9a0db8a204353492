package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.Listing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an invoice is made of; {@code subscription} may be empty. */
record Bill(
        String customer,
        String reason,
        String subscription,
        List<Line> lines,
        Optional<Resource> discount,
        Map<String, String> metadata) {

    /** One line of a bill; {@code item} is empty for what is bought once. */
    record Line(
            String description,
            long amount,
            Resource price,
            long quantity,
            long start,
            long end,
            String item,
            boolean isProration) {}

    /** Not saved: a preview ends here. */
    Resource draft(Work work) {
        Resource invoice = work.create(Invoices.TYPE, "in_1", customer());
        Optional<Resource> customer = work.find(Customers.TYPE, customer());
        Optional<Resource> subscription = work.find(Subscriptions.TYPE, subscription());
        long now = invoice.number("created");
        long subtotal = lines().stream().mapToLong(Line::amount).sum();
        long off = discount()
                .flatMap(each -> work.find(Promotions.COUPON, each.text("source.coupon")))
                .map(coupon -> Promotions.off(coupon, Math.max(0, subtotal)))
                .orElse(0L);
        long total = subtotal - off;
        long balance = customer.map(each -> each.number("balance")).orElse(0L);
        long due = Math.max(0, total + balance);
        invoice.set("account_country", "ES")
                .set("account_name", "Aula")
                .set("amount_due", due)
                .set("amount_overpaid", 0)
                .set("amount_paid", 0)
                .set("amount_remaining", due)
                .set("amount_shipping", 0)
                .set("application", null)
                .set("attempt_count", 0)
                .set("attempted", false)
                .set("auto_advance", true)
                .set(
                        "automatic_tax",
                        Json.object("enabled", false, "liability", null, "provider", null, "status", null))
                .set("automatically_finalizes_at", null)
                .set("billing_reason", reason())
                .set("collection_method", "charge_automatically")
                .set("currency", lines().getFirst().price().text("currency"))
                .set("custom_fields", null)
                .set("customer", Texts.orNull(customer()))
                .set(
                        "customer_email",
                        customer.map(each -> each.text("email"))
                                .map(Texts::orNull)
                                .orElse(null))
                .set(
                        "customer_name",
                        customer.map(each -> each.text("name"))
                                .map(Texts::orNull)
                                .orElse(null))
                .set("default_payment_method", null)
                .set("description", null)
                .set("discounts", discount().map(Resource::id).stream().toList())
                .set("due_date", null)
                .set("effective_at", null)
                .set("ending_balance", null)
                .set("hosted_invoice_url", null)
                .set("invoice_pdf", null)
                .set("last_finalization_error", null)
                .set("metadata", metadata())
                .set("next_payment_attempt", null)
                .set("number", null)
                .set("parent", subscription.map(Bill::parent).orElse(null))
                .set("period_end", now)
                .set("period_start", now)
                .set("receipt_number", null)
                .set("starting_balance", balance)
                .set("status", "draft")
                .set(
                        "status_transitions",
                        Json.object(
                                "finalized_at",
                                null,
                                "marked_uncollectible_at",
                                null,
                                "paid_at",
                                null,
                                "voided_at",
                                null))
                .set("subtotal", subtotal)
                .set("subtotal_excluding_tax", subtotal)
                .set(
                        "test_clock",
                        customer.map(each -> each.text("test_clock"))
                                .map(Texts::orNull)
                                .orElse(null))
                .set("total", total)
                .set(
                        "total_discount_amounts",
                        discount().map(each -> Json.object("amount", off, "discount", each.id())).stream()
                                .toList())
                .set("total_excluding_tax", total)
                .set("total_taxes", List.of())
                .set("webhooks_delivered_at", null)
                .set("_payments", Listing.list("/v1/invoice_payments", List.of(), false));
        List<Resource> lines = lines().stream()
                .map(line -> line(invoice, line, subscription()))
                .toList();
        return invoice.set("lines", Listing.list("/v1/invoices/" + invoice.id() + "/lines", lines, false));
    }

    private static Resource parent(Resource subscription) {
        return Resource.of(Json.object(
                "quote_details",
                null,
                "subscription_details",
                Json.object("metadata", subscription.tree("metadata").orElse(null), "subscription", subscription.id()),
                "type",
                "subscription_details"));
    }

    private static Resource line(Resource invoice, Line line, String subscription) {
        Resource parent = line.item().isEmpty()
                ? null
                : Resource.of(Json.object(
                        "invoice_item_details",
                        null,
                        "subscription_item_details",
                        Json.object(
                                "invoice_item", null,
                                "proration", line.isProration(),
                                "proration_details", Json.object("credited_items", null),
                                "subscription", subscription,
                                "subscription_item", line.item()),
                        "type",
                        "subscription_item_details"));
        return Resource.of(Json.object(
                "id", "il_1" + Work.random(24),
                "object", "line_item",
                "amount", line.amount(),
                "currency", line.price().text("currency"),
                "description", line.description(),
                "discount_amounts", List.of(),
                "discountable", !line.isProration(),
                "discounts", List.of(),
                "invoice", invoice.id(),
                "livemode", false,
                "metadata", Map.of(),
                "parent", parent,
                "period", Json.object("end", line.end(), "start", line.start()),
                "pricing",
                        Json.object(
                                "price_details",
                                Json.object(
                                        "price",
                                        line.price().id(),
                                        "product",
                                        line.price().text("product")),
                                "type",
                                "price_details",
                                "unit_amount_decimal",
                                line.price().text("unit_amount")),
                "quantity", line.quantity(),
                "subtotal", line.amount(),
                "taxes", List.of()));
    }
}
