package io.aula.devstack.stripe.page;

import io.aula.devstack.stripe.billing.CheckoutPayment;
import io.aula.devstack.stripe.billing.Debits;
import io.aula.devstack.stripe.ledger.Resource;

/** The hosted page of a Checkout Session, and the bank's behind it. */
record CheckoutPage(Resource session, Words words) {

    /** @param problem a code of Stripe's, or empty */
    String form(String problem, String name, String email) {
        String alert = Html.alert(problem.isEmpty() ? "" : words.of(problem));
        return Html.page(
                words,
                title(),
                alert + summary() + code() + "<form method=\"post\">" + emailField(email) + Html.card(words, name)
                        + Html.button("pay", button(), "wide") + "</form>" + Html.testCards(words) + debit() + back());
    }

    private String debit() {
        return Debits.isOffered(session)
                ? Html.debit(words, words.money(session.number("amount_total"), session.text("currency")))
                : "";
    }

    String question() {
        String sum = words.money(session.number("amount_total"), session.text("currency"));
        return Html.page(
                words,
                words.of("3ds_title"),
                "<p>" + Html.escape(words.of("3ds")) + " <strong>" + Html.escape(sum) + "</strong></p>"
                        + "<form method=\"post\" class=\"row\">" + Html.button("complete", words.of("3ds_complete"), "")
                        + Html.button("fail", words.of("3ds_fail"), "quiet") + "</form>");
    }

    String closed() {
        return Html.page(words, words.of("closed_title"), "<p>" + Html.escape(words.of("closed")) + "</p>" + back());
    }

    private String title() {
        return words.of("pay_title") + " · "
                + CheckoutPayment.lines(session).stream()
                        .findFirst()
                        .map(line -> line.text("description"))
                        .orElse("");
    }

    private String button() {
        if (session.is("mode", "payment")) {
            return words.of("pay") + " " + words.money(session.number("amount_total"), session.text("currency"));
        }
        return words.of(session.has("_subscription_data.trial_period_days") ? "trial" : "subscribe");
    }

    private String summary() {
        StringBuilder table = new StringBuilder("<table>");
        for (Resource line : CheckoutPayment.lines(session)) {
            String interval = line.text("price.recurring.interval");
            row(
                    table,
                    line.number("quantity") + " × " + line.text("description")
                            + (interval.isEmpty() ? "" : " / " + words.of(interval)),
                    words.money(line.number("amount_subtotal"), session.text("currency")),
                    "");
        }
        if (session.has("_subscription_data.trial_period_days")) {
            row(table, words.of("trial_days"), session.text("_subscription_data.trial_period_days"), "");
        }
        if (!session.list("discounts").isEmpty()) {
            row(
                    table,
                    words.of("discount"),
                    words.money(-session.number("total_details.amount_discount"), session.text("currency")),
                    "");
        }
        row(table, words.of("total"), words.money(session.number("amount_total"), session.text("currency")), "total");
        return table.append("</table>").toString();
    }

    private static void row(StringBuilder table, String name, String value, String style) {
        table.append("<tr class=\"%s\"><th scope=\"row\">%s</th><td class=\"sum\">%s</td></tr>"
                .formatted(style, Html.escape(name), Html.escape(value)));
    }

    private String code() {
        if (!session.isTrue("allow_promotion_codes")) {
            return "";
        }
        if (!session.list("discounts").isEmpty()) {
            return "<form method=\"post\">" + Html.button("remove_code", words.of("remove"), "quiet") + "</form>";
        }
        return "<form method=\"post\" class=\"row\">"
                + Html.field("promotion_code", words.of("promotion_code"), "", "autocomplete=\"off\" required")
                + Html.button("apply_code", words.of("apply"), "quiet") + "</form>";
    }

    private String emailField(String email) {
        String known = session.has("customer_details.email")
                ? session.text("customer_details.email")
                : session.text("customer_email");
        return known.isEmpty()
                ? Html.field("email", words.of("email"), email, "type=\"email\" autocomplete=\"email\" required")
                : "<p>" + Html.escape(words.of("email")) + ": <strong>" + Html.escape(known) + "</strong></p>";
    }

    private String back() {
        return session.has("cancel_url") ? Html.link(session.text("cancel_url"), words.of("back")) : "";
    }
}
