package io.aula.devstack.stripe.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.aula.devstack.stripe.billing.CardEntry;
import io.aula.devstack.stripe.billing.CheckoutPayment;
import io.aula.devstack.stripe.billing.CheckoutPayment.Next;
import io.aula.devstack.stripe.billing.HostedInvoice;
import io.aula.devstack.stripe.billing.PaymentIntents;
import io.aula.devstack.stripe.billing.Portal;
import io.aula.devstack.stripe.ledger.Ledger;
import io.aula.devstack.stripe.ledger.LedgerFull;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.StripeFailure;
import java.io.IOException;
import java.util.Optional;

/** The pages that Stripe hosts: checkout, the bank's question, the portal, receipts and invoices. */
public final class Pages implements HttpHandler {

    private static final System.Logger LOG = System.getLogger(Pages.class.getName());

    private final Ledger ledger;
    private final String base;

    /** @param base the double's own address */
    public Pages(Ledger ledger, String base) {
        this.ledger = ledger;
        this.base = base;
    }

    @Override
    public void handle(HttpExchange http) throws IOException {
        reply(http).send(http);
    }

    private Reply reply(HttpExchange http) throws IOException {
        try {
            Exchange exchange = Exchange.of(http);
            return ledger.transact(work -> route(work, exchange));
        } catch (StripeFailure | LedgerFull e) {
            return new Reply.Text(400, "text/plain", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, http.getRequestURI().getPath() + " failed", e);
            return new Reply.Text(500, "text/plain", "The double failed: " + e);
        }
    }

    private Reply route(Work work, Exchange exchange) {
        if (exchange.isAt("c", "pay", "{}")) {
            return checkout(work, exchange, exchange.path().get(2));
        }
        if (exchange.isAt("c", "pay", "{}", "3ds")) {
            return question(work, exchange, exchange.path().get(2));
        }
        if (exchange.isAt("p", "session", "{}") || exchange.isAt("p", "session", "{}", "3ds")) {
            return portal(work, exchange, exchange.path().get(2));
        }
        if (exchange.isAt("pi", "{}", "3ds")) {
            return intent(work, exchange, exchange.path().get(1));
        }
        if (exchange.isAt("receipts", "{}")) {
            return paper(work, exchange, "charge")
                    .map(page -> page(200, page.receipt()))
                    .orElseGet(() -> missing(exchange));
        }
        if (exchange.isAt("invoices", "{}") || exchange.isAt("invoices", "{}", "pdf")) {
            return paper(work, exchange, "invoice")
                    .map(page -> invoice(work, exchange, page))
                    .orElseGet(() -> missing(exchange));
        }
        return missing(exchange);
    }

    private Reply checkout(Work work, Exchange exchange, String id) {
        Optional<Resource> found = CheckoutPayment.session(work, id);
        if (found.isEmpty()) {
            return missing(exchange);
        }
        if (!exchange.isPost()) {
            return shown(work, exchange, id, "");
        }
        return switch (exchange.field("action")) {
            case "apply_code" ->
                shown(
                        work,
                        exchange,
                        id,
                        CheckoutPayment.applyCode(work, id, exchange.field("promotion_code")) ? "" : "code_invalid");
            case "remove_code" -> {
                CheckoutPayment.removeCode(work, id);
                yield shown(work, exchange, id, "");
            }
            case "debit" ->
                go(
                        work,
                        exchange,
                        id,
                        CheckoutPayment.debit(work, id, exchange.field("iban"), exchange.field("account_name")));
            default -> go(work, exchange, id, CheckoutPayment.pay(work, id, card(exchange), exchange.field("email")));
        };
    }

    private Reply question(Work work, Exchange exchange, String id) {
        Optional<CheckoutPage> page = page(work, exchange, id);
        if (page.isEmpty()) {
            return missing(exchange);
        }
        if (!exchange.isPost()) {
            return page(200, page.get().question());
        }
        return go(
                work,
                exchange,
                id,
                CheckoutPayment.authenticate(work, id, exchange.field("action").equals("complete")));
    }

    private Reply go(Work work, Exchange exchange, String id, Next next) {
        return switch (next) {
            case Next.Leave leave -> new Reply.Redirect(leave.url());
            case Next.Ask ask -> new Reply.Redirect(base + "/c/pay/" + id + "/3ds");
            case Next.Refused refused -> shown(work, exchange, id, refused.code());
            case Next.Closed closed -> shown(work, exchange, id, "");
        };
    }

    /** The form while it can be paid; who has paid is sent on. */
    private Reply shown(Work work, Exchange exchange, String id, String problem) {
        CheckoutPage page = page(work, exchange, id).orElseThrow();
        Resource session = page.session();
        boolean isExpired = work.realNow().getEpochSecond() >= session.number("expires_at");
        if (session.is("status", "complete")) {
            return new Reply.Redirect(CheckoutPayment.successUrl(session));
        }
        if (!session.is("status", "open") || isExpired) {
            return page(410, page.closed());
        }
        return page(
                problem.isEmpty() ? 200 : 402,
                page.form(problem, exchange.field("cardholder_name"), exchange.field("email")));
    }

    private static Optional<CheckoutPage> page(Work work, Exchange exchange, String id) {
        return CheckoutPayment.session(work, id)
                .map(session -> new CheckoutPage(session, Words.of(session.text("locale"), exchange.acceptLanguage())));
    }

    private Reply portal(Work work, Exchange exchange, String id) {
        Optional<Resource> found = Portal.session(work, id);
        Words words = Words.of(found.map(each -> each.text("locale")).orElse(""), exchange.acceptLanguage());
        if (found.isEmpty()) {
            return page(
                    410,
                    Html.page(
                            words, words.of("portal_closed"), "<p>" + Html.escape(words.of("portal_again")) + "</p>"));
        }
        Resource session = found.get();
        PortalPage page = new PortalPage(work, session, words);
        boolean isQuestion = exchange.path().size() == 4;
        if (!exchange.isPost()) {
            return page(200, isQuestion ? page.question() : page.show(""));
        }
        Next next = switch (exchange.field("action")) {
            case "complete" -> Portal.authenticate(work, session, true);
            case "fail" -> Portal.authenticate(work, session, false);
            case "card" -> Portal.changeCard(work, session, card(exchange));
            case "cancel" -> {
                Portal.cancel(work, session, exchange.field("subscription"));
                yield new Next.Leave("{double}/p/session/" + id);
            }
            default -> {
                Portal.takeBack(work, session, exchange.field("subscription"));
                yield new Next.Leave("{double}/p/session/" + id);
            }
        };
        return switch (next) {
            case Next.Leave leave -> new Reply.Redirect(leave.url().replace("{double}", base));
            case Next.Ask ask -> new Reply.Redirect(base + "/p/session/" + id + "/3ds");
            case Next.Refused refused -> page(402, page.show(refused.code()));
            case Next.Closed closed -> page(410, page.show(""));
        };
    }

    private Reply intent(Work work, Exchange exchange, String id) {
        Words words = Words.of("", exchange.acceptLanguage());
        if (!exchange.isPost()) {
            return page(
                    200,
                    Html.page(
                            words,
                            words.of("3ds_title"),
                            "<form method=\"post\" class=\"row\">"
                                    + Html.button("complete", words.of("3ds_complete"), "")
                                    + Html.button("fail", words.of("3ds_fail"), "quiet") + "</form>"));
        }
        return PaymentIntents.authenticate(work, id, exchange.field("action").equals("complete"))
                .filter(address -> !address.isEmpty())
                .<Reply>map(address -> new Reply.Redirect(address.replace("{double}", base)))
                .orElseGet(() -> missing(exchange));
    }

    private Reply invoice(Work work, Exchange exchange, PaperPage page) {
        if (!exchange.isPost()) {
            return page(200, page.invoice(""));
        }
        return switch (HostedInvoice.pay(work, exchange.path().get(1), card(exchange))) {
            case Next.Leave leave -> new Reply.Redirect(leave.url().replace("{double}", base));
            case Next.Refused refused -> page(402, page.invoice(refused.code()));
            case Next.Ask ask -> page(402, page.invoice("authentication_required"));
            case Next.Closed closed -> page(410, page.invoice(""));
        };
    }

    private static Optional<PaperPage> paper(Work work, Exchange exchange, String type) {
        return work.find(type, exchange.path().get(1))
                .map(found -> new PaperPage(found, Words.of("", exchange.acceptLanguage())));
    }

    private static CardEntry card(Exchange exchange) {
        return new CardEntry(
                exchange.field("card_number"),
                exchange.field("card_expiry"),
                exchange.field("card_cvc"),
                exchange.field("cardholder_name"));
    }

    private static Reply missing(Exchange exchange) {
        Words words = Words.of("", exchange.acceptLanguage());
        return page(404, Html.page(words, words.of("missing"), ""));
    }

    private static Reply page(int status, String html) {
        return new Reply.Page(status, html);
    }
}
