package io.aula.devstack.stripe.page;

import io.aula.devstack.stripe.ledger.Resource;

/** Receipts and invoices, to look at; at the page of an invoice that is open it can be paid. */
record PaperPage(Resource paper, Words words) {

    String receipt() {
        return Html.page(
                words,
                words.of("receipt"),
                "<table>"
                        + row("date", words.date(paper.number("created")))
                        + row("status", words.of(paper.text("status")))
                        + paidWith()
                        + row("amount", words.money(paper.number("amount"), paper.text("currency")))
                        + (paper.number("amount_refunded") == 0
                                ? ""
                                : row("refunded", words.money(paper.number("amount_refunded"), paper.text("currency"))))
                        + "</table>");
    }

    private String paidWith() {
        String way = paper.text("payment_method_details.type");
        String last4 = " •••• " + paper.text("payment_method_details." + way + ".last4");
        return way.equals("card")
                ? row("card", paper.text("payment_method_details.card.brand") + last4)
                : row("debit_title", paper.text("payment_method_details." + way + ".country") + last4);
    }

    /** @param problem a code of Stripe's, or empty */
    String invoice(String problem) {
        StringBuilder lines = new StringBuilder();
        for (Resource line : paper.list("lines.data")) {
            lines.append("<tr><td>%s</td><td class=\"sum\">%s</td></tr>"
                    .formatted(
                            Html.escape(line.text("description")),
                            Html.escape(words.money(line.number("amount"), line.text("currency")))));
        }
        return Html.page(
                words,
                words.of("invoice") + " " + paper.text("number"),
                "<table>" + lines
                        + row("date", words.date(paper.number("created")))
                        + row("status", words.of(paper.text("status")))
                        + row("amount", words.money(paper.number("total"), paper.text("currency")))
                        + "</table>" + (paper.is("status", "open") ? form(problem) : ""));
    }

    private String form(String problem) {
        String sum = words.money(paper.number("amount_remaining"), paper.text("currency"));
        return Html.alert(problem.isEmpty() ? "" : words.of(problem)) + "<form method=\"post\">" + Html.card(words, "")
                + Html.button("pay", words.of("pay") + " " + sum, "wide") + "</form>" + Html.testCards(words);
    }

    private String row(String name, String value) {
        return "<tr><th scope=\"row\">%s</th><td class=\"sum\">%s</td></tr>"
                .formatted(Html.escape(words.of(name)), Html.escape(value));
    }
}
