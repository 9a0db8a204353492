package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.billing.Outcome.Presence;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import java.util.Optional;

/** What the page of an invoice does: it takes a card for what is open. */
public final class HostedInvoice {

    private HostedInvoice() {}

    /** @param id of an invoice that exists */
    public static CheckoutPayment.Next pay(Work work, String id, CardEntry card) {
        Resource invoice = work.find(Invoices.TYPE, id).orElseThrow();
        if (!invoice.is("status", "open")) {
            return new CheckoutPayment.Next.Closed();
        }
        try {
            Outcome outcome = Invoices.pay(work, invoice, Optional.of(card.method(work)), Presence.AT_THE_PAGE)
                    .orElseThrow();
            return switch (outcome) {
                case Outcome.Paid paid -> new CheckoutPayment.Next.Leave("{double}/invoices/" + id);
                case Outcome.Declined declined -> new CheckoutPayment.Next.Refused(code(declined.error()));
                case Outcome.Asked asked -> ask(work, invoice);
            };
        } catch (CardEntry.Invalid invalid) {
            return new CheckoutPayment.Next.Refused(invalid.code());
        }
    }

    private static String code(Resource error) {
        return error.has("decline_code") ? error.text("decline_code") : error.text("code");
    }

    /** The bank's page leads back to the invoice. */
    private static CheckoutPayment.Next ask(Work work, Resource invoice) {
        Resource intent = Invoices.intent(work, invoice).orElseThrow();
        work.save(intent.set("_return_url", "{double}/invoices/" + invoice.id()));
        return new CheckoutPayment.Next.Leave("{double}/pi/" + intent.id() + "/3ds");
    }
}
