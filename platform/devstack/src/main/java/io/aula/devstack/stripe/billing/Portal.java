package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.billing.Outcome.Presence;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.Answer;
import io.aula.devstack.stripe.wire.Call;
import io.aula.devstack.stripe.wire.Form;
import io.aula.devstack.stripe.wire.Routes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Billing portal sessions, and what the portal's page does. */
public final class Portal {

    private static final String TYPE = "billing_portal.session";
    /** A session that is not opened is good for minutes, one that is used for an hour. */
    private static final long GOOD = Duration.ofHours(1).toSeconds();

    private Portal() {}

    static void routes(Routes routes) {
        routes.post("/v1/billing_portal/sessions", Portal::create);
    }

    private static Answer create(Call call) {
        Form form = call.form();
        Resource customer = call.named(Customers.TYPE, "customer");
        form.ignore("configuration", "flow_data");
        Resource session = call.work().create(TYPE, "bps_1", "");
        session.set("configuration", "bpc_1double")
                .set("customer", customer.id())
                .set("customer_account", null)
                .set("flow", null)
                .set("locale", Texts.orNull(form.textOr("locale", "")))
                .set("on_behalf_of", null)
                .set("return_url", Texts.orNull(form.textOr("return_url", "")))
                .set("url", "{double}/p/session/" + session.id());
        return Answer.of(call.work().save(session));
    }

    /** Empty when it is over. */
    public static Optional<Resource> session(Work work, String id) {
        return work.find(TYPE, id).filter(each -> work.realNow().getEpochSecond() < each.number("created") + GOOD);
    }

    /** Those that run, the newest first. */
    public static List<Resource> subscriptions(Work work, Resource session) {
        return Subscriptions.ofCustomer(work, session.text("customer")).stream()
                .filter(Subscriptions::isAlive)
                .filter(each -> !each.is("status", "incomplete"))
                .toList();
    }

    public static List<Resource> invoices(Work work, Resource session) {
        return work.all(Invoices.TYPE).stream()
                .filter(each -> each.is("customer", session.text("customer")) && !each.is("status", "draft"))
                .limit(24)
                .toList();
    }

    public static Optional<Resource> card(Work work, Resource subscription) {
        return Subscriptions.method(work, subscription);
    }

    public static String productName(Work work, Resource subscription) {
        return work.find(Subscriptions.item(subscription).text("price.product"))
                .map(product -> product.text("name"))
                .orElse("");
    }

    /** As Stripe's portal does: by a date, with the flag left as it is. */
    public static void cancel(Work work, Resource session, String id) {
        own(work, session, id)
                .ifPresent(each ->
                        Endings.endLater(work, each, Subscriptions.item(each).number("current_period_end"), false));
    }

    public static void takeBack(Work work, Resource session, String id) {
        own(work, session, id).filter(each -> each.has("cancel_at")).ifPresent(each -> Endings.goOn(work, each));
    }

    /** The new card pays from now on, and first what is open. */
    public static CheckoutPayment.Next changeCard(Work work, Resource session, CardEntry card) {
        try {
            return keep(work, session, card.method(work), Presence.AT_THE_PAGE);
        } catch (CardEntry.Invalid invalid) {
            return new CheckoutPayment.Next.Refused(invalid.code());
        }
    }

    /** The holder's answer to the bank. */
    public static CheckoutPayment.Next authenticate(Work work, Resource session, boolean isAgreed) {
        return work.find(PaymentMethods.TYPE, session.text("_method"))
                .map(method -> keep(work, session, method, isAgreed ? Presence.AGREED : Presence.REFUSED))
                .orElseGet(() -> new CheckoutPayment.Next.Refused("card_declined"));
    }

    private static CheckoutPayment.Next keep(Work work, Resource session, Resource method, Presence presence) {
        TestCard card = TestCard.valueOf(method.text("_card"));
        if (presence == Presence.REFUSED) {
            return new CheckoutPayment.Next.Refused(TestCard.Decline.AUTHENTICATION_FAILED.code);
        }
        if (card.decline != TestCard.Decline.NONE && card.trait != TestCard.Trait.ATTACHES) {
            return new CheckoutPayment.Next.Refused(card.decline.declineCode);
        }
        if (card.trait == TestCard.Trait.ASKS_ONCE && presence == Presence.AT_THE_PAGE) {
            work.save(session.set("_method", method.id()));
            return new CheckoutPayment.Next.Ask();
        }
        work.save(method.set("_agreed", presence == Presence.AGREED));
        String customerId = session.text("customer");
        PaymentMethods.attach(work, method, customerId);
        Resource customer = work.find(Customers.TYPE, customerId).orElseThrow();
        work.save(customer.set("invoice_settings.default_payment_method", method.id()));
        work.event("customer.updated", customer);
        subscriptions(work, session).forEach(each -> {
            Subscriptions.update(work, each.set("default_payment_method", method.id()));
            work.find(Invoices.TYPE, each.text("latest_invoice"))
                    .filter(invoice -> invoice.is("status", "open"))
                    .ifPresent(invoice -> Invoices.pay(work, invoice, Optional.of(method), Presence.AGREED));
        });
        return new CheckoutPayment.Next.Leave("{double}/p/session/" + session.id());
    }

    private static Optional<Resource> own(Work work, Resource session, String id) {
        return subscriptions(work, session).stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
    }
}
