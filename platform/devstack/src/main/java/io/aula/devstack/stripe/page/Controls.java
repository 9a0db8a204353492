package io.aula.devstack.stripe.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.aula.devstack.stripe.billing.Debits;
import io.aula.devstack.stripe.billing.Disputes;
import io.aula.devstack.stripe.billing.DunningEnd;
import io.aula.devstack.stripe.billing.PaymentMethods;
import io.aula.devstack.stripe.billing.Refunds;
import io.aula.devstack.stripe.billing.TestCard;
import io.aula.devstack.stripe.billing.TestClocks;
import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Ledger;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.webhook.Deliveries;
import io.aula.devstack.stripe.webhook.Faults;
import io.aula.devstack.stripe.wire.Outages;
import io.aula.devstack.stripe.wire.StripeFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code /double}: what it holds and delivered, and what a test wants to go wrong. Stripe has nothing like it. */
public final class Controls implements HttpHandler {

    private static final int SHOWN = 200;

    private final Ledger ledger;
    private final Outages outages;
    private final Optional<Deliveries> deliveries;

    public Controls(Ledger ledger, Outages outages, Optional<Deliveries> deliveries) {
        this.ledger = ledger;
        this.outages = outages;
        this.deliveries = deliveries;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        reply(http).send(http);
    }

    private Reply reply(HttpExchange http) throws IOException {
        try {
            Exchange exchange = Exchange.of(http);
            if (!exchange.isPost()) {
                return exchange.isAt("double", "deliveries")
                        ? json(200, ledger.transact(work -> Json.tree(sent(work, Integer.MAX_VALUE))))
                        : new Reply.Page(200, ledger.transact(this::overview));
            }
            return exchange.isAt("double", "{}") || exchange.isAt("double", "webhooks", "{}")
                    ? command(exchange)
                    : said(404, "There is no such control.");
        } catch (StripeFailure e) {
            return said(e.status(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return said(400, String.valueOf(e.getMessage()));
        }
    }

    private Reply command(Exchange exchange) {
        return switch (String.join(
                "/", exchange.path().subList(1, exchange.path().size()))) {
            case "webhooks" -> faults(exchange);
            case "webhooks/release" -> {
                int released = webhooks().release(exchange.field("order"), number(exchange, "seed", 0), (int)
                        number(exchange, "copies", 1));
                yield said(200, released + " on their way");
            }
            case "webhooks/resend" -> {
                List<String> events = exchange.field("all").equals("true")
                        ? ledger.transact(work -> List.copyOf(work.ids("event")))
                        : List.of(exchange.form().required("event"));
                webhooks().resend(events);
                yield said(200, events.size() + " sent again");
            }
            case "webhooks/forge" -> {
                int status = webhooks()
                        .forge(
                                event(exchange),
                                exchange.form()
                                        .choice("kind", "signature", "body", "old", "livemode")
                                        .orElse("signature"));
                yield json(200, Json.object("status", status));
            }
            case "webhooks/wait" ->
                webhooks().awaitQuiet() ? said(200, "quiet") : said(504, "still sending after 30 s");
            case "unavailable" -> {
                outages.unavailable(Duration.ofSeconds(number(exchange, "seconds", 0)));
                outages.loseAnswers((int) number(exchange, "lose_answers", 0));
                outages.slow(Duration.ofMillis(number(exchange, "slow_ms", 0)));
                yield said(200, "as you wish");
            }
            case "clock" -> {
                String customer = exchange.form().required("customer");
                long seconds =
                        exchange.form().number("seconds").orElseThrow(() -> StripeFailure.missingParameter("seconds"));
                yield json(
                        200,
                        ledger.transact(
                                work -> TestClocks.move(work, customer, seconds).sent()));
            }
            case "cards" -> cards(exchange);
            case "refunds" -> {
                ledger.transact(work -> {
                    Refunds.move(
                            work,
                            exchange.form().required("refund"),
                            exchange.form().required("status"));
                    return true;
                });
                yield said(200, "as the bank wishes");
            }
            case "debits" -> {
                ledger.transact(work -> {
                    Debits.settle(
                            work,
                            exchange.form().required("payment_intent"),
                            exchange.form()
                                    .choice("status", "succeeded", "failed")
                                    .orElse(""));
                    return true;
                });
                yield said(200, "as the bank wishes");
            }
            case "disputes" -> {
                ledger.transact(work -> {
                    Disputes.move(work, exchange.form().required("payment_intent"), dispute(exchange));
                    return true;
                });
                yield said(200, "as the bank wishes");
            }
            case "gone" -> {
                ledger.transact(work -> {
                    work.remove(exchange.form().required("id"));
                    return true;
                });
                yield said(200, "as if it had never been");
            }
            case "dunning" -> {
                ledger.transact(work -> {
                    DunningEnd.choose(work, exchange.form().required("end"));
                    return true;
                });
                yield said(200, "as you wish");
            }
            default -> said(404, "There is no such control.");
        };
    }

    private Reply faults(Exchange exchange) {
        Faults before = webhooks().faults();
        String mode = exchange.form().choice("mode", "normal", "hold").orElse(before.isHeld() ? "hold" : "normal");
        webhooks()
                .set(new Faults(
                        mode.equals("hold"),
                        (int) number(exchange, "lose", 0),
                        (int) number(exchange, "duplicates", 1),
                        (int) number(exchange, "parallel", before.parallel())));
        return said(200, webhooks().faults().toString());
    }

    /** A kept card behaves as one of the test cards from now on. */
    private Reply cards(Exchange exchange) {
        TestCard card = TestCard.ofNumber(exchange.form().required("card"))
                .orElseThrow(() -> StripeFailure.invalid("This is not the number of a test card.", "card"));
        String customer = exchange.field("customer");
        String method = exchange.field("payment_method");
        int changed = ledger.transact(work -> {
            List<Resource> kept = work.all("payment_method").stream()
                    .filter(each -> each.id().equals(method) || !customer.isEmpty() && each.is("customer", customer))
                    .toList();
            kept.forEach(each -> PaymentMethods.behave(work, each, card));
            return kept.size();
        });
        return said(changed == 0 ? 404 : 200, changed + " cards behave like " + card);
    }

    private static String dispute(Exchange exchange) {
        return exchange.form()
                .choice(
                        "status",
                        "needs_response",
                        "under_review",
                        "warning_needs_response",
                        "warning_under_review",
                        "warning_closed",
                        "won",
                        "lost")
                .orElse("needs_response");
    }

    private String event(Exchange exchange) {
        String given = exchange.field("event");
        return ledger.transact(work -> given.isEmpty()
                ? work.ids("event").stream().reduce((first, second) -> second).orElse("")
                : work.find("event", given)
                        .map(Resource::id)
                        .orElseThrow(() -> StripeFailure.missing("event", given, "event")));
    }

    private static List<Resource> sent(Work work, int most) {
        return work.all("event").stream()
                .limit(most)
                .map(event -> Resource.of(Json.object(
                        "event", event.id(),
                        "type", event.text("type"),
                        "object", event.text("data.object.id"),
                        "state", event.text("_delivery.state"),
                        "attempts", event.number("_delivery.attempts"),
                        "lastStatus", event.number("_delivery.status"),
                        "nextAt", event.number("_delivery.next"))))
                .toList();
    }

    private String overview(Work work) {
        StringBuilder body = new StringBuilder(
                "<p>Stripe's API " + io.aula.devstack.stripe.wire.Api.VERSION
                        + " under <code>/v1</code>. What it can be told, and what it cannot do: <code>docs/decisions/0033</code>.</p><table>");
        for (String type : List.of(
                "customer",
                "product",
                "price",
                "checkout.session",
                "payment_intent",
                "subscription",
                "invoice",
                "refund",
                "event")) {
            body.append("<tr><th scope=\"row\">%s</th><td class=\"sum\">%d</td></tr>"
                    .formatted(type, work.ids(type).size()));
        }
        body.append("</table><h2>Webhooks</h2><table>");
        for (Resource each : sent(work, SHOWN)) {
            body.append("<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"sum\">%d</td></tr>"
                    .formatted(
                            Html.escape(each.text("type")),
                            Html.escape(each.text("object")),
                            Html.escape(each.text("state")),
                            each.number("lastStatus")));
        }
        return Html.page(Words.EN, "Stripe", body.append("</table>").toString());
    }

    private Deliveries webhooks() {
        return deliveries.orElseThrow(() -> new IllegalArgumentException("No address for webhooks was given."));
    }

    private static long number(Exchange exchange, String name, long otherwise) {
        return exchange.form().number(name).orElse(otherwise);
    }

    private static Reply said(int status, String message) {
        return json(status, Json.object("message", message));
    }

    private static Reply json(int status, JsonNode body) {
        return new Reply.Text(status, "application/json", Json.text(body));
    }
}
