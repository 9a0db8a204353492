package io.aula.devstack.stripe.page;

import io.aula.devstack.stripe.billing.Portal;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import java.util.List;

/** The billing portal: what runs, the card, the invoices. */
record PortalPage(Work work, Resource session, Words words) {

    String show(String problem) {
        StringBuilder body = new StringBuilder(Html.alert(problem.isEmpty() ? "" : words.of(problem)));
        List<Resource> subscriptions = Portal.subscriptions(work, session);
        if (subscriptions.isEmpty()) {
            body.append("<p>").append(Html.escape(words.of("none"))).append("</p>");
        }
        subscriptions.forEach(each -> body.append(subscription(each)));
        body.append(invoices());
        body.append("<h2>").append(Html.escape(words.of("change_card"))).append("</h2><form method=\"post\">");
        body.append(Html.card(words, ""))
                .append(Html.button("card", words.of("change_card"), "wide"))
                .append("</form>");
        body.append(Html.testCards(words));
        if (session.has("return_url")) {
            body.append(Html.link(session.text("return_url"), words.of("back")));
        }
        return Html.page(words, words.of("portal"), body.toString());
    }

    String question() {
        return Html.page(
                words,
                words.of("3ds_title"),
                "<form method=\"post\" class=\"row\">" + Html.button("complete", words.of("3ds_complete"), "")
                        + Html.button("fail", words.of("3ds_fail"), "quiet") + "</form>");
    }

    private String subscription(Resource subscription) {
        Resource item = subscription.list("items.data").getFirst();
        boolean isEnding = subscription.has("cancel_at");
        boolean isOwing = List.of("past_due", "unpaid").contains(subscription.text("status"));
        String when = isEnding ? "ends" : subscription.is("status", "trialing") ? "trial_until" : "renews";
        long date = isEnding ? subscription.number("cancel_at") : item.number("current_period_end");
        String price =
                words.money(item.number("price.unit_amount") * item.number("quantity"), subscription.text("currency"));
        String card = Portal.card(work, subscription)
                .map(each -> each.text("card.brand") + " •••• " + each.text("card.last4") + ", "
                        + each.text("card.exp_month") + "/" + each.text("card.exp_year"))
                .orElse("–");
        return "<section><h2>" + Html.escape(Portal.productName(work, subscription)) + "</h2>"
                + (isOwing ? Html.alert(words.of("owing")) : "")
                + "<p>" + Html.escape(price + " / " + words.of(item.text("price.recurring.interval"))) + "<br>"
                + Html.escape(words.of(when) + " " + words.date(date)) + "<br>"
                + Html.escape(words.of("card") + ": " + card) + "</p>"
                + "<form method=\"post\"><input type=\"hidden\" name=\"subscription\" value=\"" + subscription.id()
                + "\">"
                + Html.button(isEnding ? "resume" : "cancel", words.of(isEnding ? "resume" : "cancel"), "quiet")
                + "</form></section>";
    }

    private String invoices() {
        StringBuilder table = new StringBuilder("<h2>" + Html.escape(words.of("invoices")) + "</h2><table>");
        for (Resource invoice : Portal.invoices(work, session)) {
            table.append(
                    "<tr><td><a href=\"/invoices/%s\">%s</a></td><td>%s</td><td>%s</td><td class=\"sum\">%s</td></tr>"
                            .formatted(
                                    invoice.id(),
                                    Html.escape(invoice.text("number")),
                                    Html.escape(words.date(invoice.number("created"))),
                                    Html.escape(words.of(invoice.text("status"))),
                                    Html.escape(words.money(invoice.number("total"), invoice.text("currency")))));
        }
        return table.append("</table>").toString();
    }
}
