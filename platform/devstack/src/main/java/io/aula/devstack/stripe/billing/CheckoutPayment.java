package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.billing.Outcome.Presence;
import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the hosted page does when its buttons are pressed. */
public final class CheckoutPayment {

    private CheckoutPayment() {}

    /** What the page shows next. */
    public sealed interface Next {

        /** Paid: on to the seller's page. */
        record Leave(String url) implements Next {}

        /** The bank's page asks the card's holder. */
        record Ask() implements Next {}

        /** The page again, with what went wrong as Stripe's code. */
        record Refused(String code) implements Next {}

        /** Nothing to pay here any more. */
        record Closed() implements Next {}
    }

    public static Optional<Resource> session(Work work, String id) {
        return work.find(CheckoutSessions.TYPE, id);
    }

    public static Next pay(Work work, String id, CardEntry card, String email) {
        Resource session = open(work, id).orElse(null);
        if (session == null) {
            return closed(work, id);
        }
        String given = email.strip();
        if (!session.has("customer") && !session.has("customer_email") && !given.matches("[^@\\s]+@[^@\\s]+")) {
            return new Next.Refused("email_invalid");
        }
        session.set("_email", given).set("_name", card.name().strip());
        try {
            Resource method = card.method(work);
            return proceed(work, work.save(session.set("_method", method.id())), method, Presence.AT_THE_PAGE);
        } catch (CardEntry.Invalid invalid) {
            return new Next.Refused(invalid.code());
        }
    }

    /** By direct debit: the page is done with, and the money comes, or does not, days later. */
    public static Next debit(Work work, String id, String iban, String name) {
        Resource session = open(work, id).orElse(null);
        if (session == null) {
            return closed(work, id);
        }
        TestAccount account = TestAccount.ofIban(iban).orElse(null);
        if (account == null || !Debits.isOffered(session)) {
            return new Next.Refused("invalid_iban");
        }
        session.set("_name", name.strip());
        String customer = customer(work, session);
        Resource intent = intent(work, session, customer);
        Debits.begin(work, intent, Debits.method(work, account, name.strip()), session.id());
        return complete(work, session, customer, "unpaid");
    }

    /** What became of a debit. */
    static void settled(Work work, Resource session, Resource charge) {
        if (!charge.isTrue("paid")) {
            work.event("checkout.session.async_payment_failed", session);
            return;
        }
        bill(work, session, charge, session.text("customer"));
        work.save(session.set("payment_status", "paid"));
        work.event("checkout.session.async_payment_succeeded", session);
    }

    /** The holder's answer to the bank. */
    public static Next authenticate(Work work, String id, boolean isAgreed) {
        Resource session = open(work, id).orElse(null);
        if (session == null) {
            return closed(work, id);
        }
        Optional<Resource> method = work.find(PaymentMethods.TYPE, session.text("_method"));
        return method.map(each -> proceed(work, session, each, isAgreed ? Presence.AGREED : Presence.REFUSED))
                .orElseGet(() -> new Next.Refused("card_declined"));
    }

    /** @return true when the code holds here */
    public static boolean applyCode(Work work, String id, String text) {
        Optional<Resource> session = open(work, id).filter(each -> each.isTrue("allow_promotion_codes"));
        if (session.isEmpty()) {
            return false;
        }
        Optional<Resource> code = Promotions.active(work, text)
                .filter(each -> Promotions.mayUseCode(work, each, CheckoutSessions.use(session.get())));
        code.ifPresent(each ->
                changeDiscount(work, session.get(), Optional.of(new Discounts(Promotions.coupon(work, each), code))));
        return code.isPresent();
    }

    public static void removeCode(Work work, String id) {
        open(work, id)
                .filter(each -> each.isTrue("allow_promotion_codes"))
                .ifPresent(session -> changeDiscount(work, session, Optional.empty()));
    }

    private static Optional<Resource> open(Work work, String id) {
        return session(work, id)
                .filter(each -> each.is("status", "open"))
                .filter(each -> work.realNow().getEpochSecond() < each.number("expires_at"));
    }

    /** Who presses twice, or comes back, has paid already. */
    private static Next closed(Work work, String id) {
        return session(work, id)
                .filter(each -> each.is("status", "complete"))
                .<Next>map(each -> new Next.Leave(successUrl(each)))
                .orElseGet(Next.Closed::new);
    }

    public static String successUrl(Resource session) {
        return session.text("success_url").replace("{CHECKOUT_SESSION_ID}", session.id());
    }

    /** A subscription that a declined card began was at another price: it ends, and the next try begins one anew. */
    private static void changeDiscount(Work work, Resource session, Optional<Discounts> discount) {
        work.find(Subscriptions.TYPE, session.text("_subscription"))
                .filter(each -> each.is("status", "incomplete"))
                .ifPresent(each -> Endings.expire(work, each));
        CheckoutSessions.total(session, discount);
        work.save(session.set("_subscription", null));
    }

    private static Next proceed(Work work, Resource session, Resource method, Presence presence) {
        String customer = customer(work, session);
        boolean isSubscription = session.is("mode", "subscription");
        boolean isFree = session.number("amount_total") == 0;
        if (isFree) {
            Optional<Next> refused = keepable(work, method, presence);
            if (refused.isPresent()) {
                return refused.get();
            }
            return isSubscription
                    ? finish(work, session, subscribe(work, session, customer, method), method)
                    : finish(work, session, customer);
        }
        Outcome outcome = isSubscription
                ? payInvoice(work, session, customer, method, presence)
                : Payments.attempt(work, intent(work, session, customer), method, presence);
        return switch (outcome) {
            case Outcome.Asked asked -> new Next.Ask();
            case Outcome.Declined declined -> new Next.Refused(reason(declined.error()));
            case Outcome.Paid paid ->
                isSubscription
                        ? finish(
                                work,
                                session,
                                work.find(session.text("_subscription")).orElseThrow(),
                                method)
                        : finishPaid(work, session, paid.charge(), method, customer);
        };
    }

    private static String reason(Resource error) {
        return error.has("decline_code") ? error.text("decline_code") : error.text("code");
    }

    /** A card that is only kept is asked for all the same. */
    private static Optional<Next> keepable(Work work, Resource method, Presence presence) {
        TestCard card = TestCard.valueOf(method.text("_card"));
        if (presence == Presence.REFUSED) {
            return Optional.of(new Next.Refused(TestCard.Decline.AUTHENTICATION_FAILED.code));
        }
        if (card.decline != TestCard.Decline.NONE && card.trait != TestCard.Trait.ATTACHES) {
            return Optional.of(new Next.Refused(card.decline.declineCode));
        }
        if (card.trait == TestCard.Trait.ASKS_ONCE && presence == Presence.AT_THE_PAGE) {
            return Optional.of(new Next.Ask());
        }
        if (presence == Presence.AGREED) {
            work.save(method.set("_agreed", true));
        }
        return Optional.empty();
    }

    /** The session's own, or one made at the first try where the session wants one; else empty, a guest. */
    private static String customer(Work work, Resource session) {
        boolean isWanted = session.is("customer_creation", "always") || session.isTrue("invoice_creation.enabled");
        String known = session.has("customer") ? session.text("customer") : session.text("_customer");
        if (!known.isEmpty() || !isWanted) {
            return known;
        }
        Resource customer = work.save(Customers.make(work, email(session), session.text("_name"), ""));
        work.event("customer.created", customer);
        work.save(session.set("_customer", customer.id()));
        return customer.id();
    }

    private static String email(Resource session) {
        if (session.has("customer_details.email")) {
            return session.text("customer_details.email");
        }
        return session.has("customer_email") ? session.text("customer_email") : session.text("_email");
    }

    /** One intent for all tries, as high as the session is now. */
    private static Resource intent(Work work, Resource session, String customer) {
        Resource intent = work.find(Payments.INTENT, session.text("payment_intent"))
                .orElseGet(() -> {
                    String description = session.text("_payment_data.description");
                    Resource made = Payments.intent(
                            work,
                            new Payments.Purpose(
                                    session.number("amount_total"),
                                    session.text("currency"),
                                    customer,
                                    description,
                                    receiptEmail(session)));
                    made.set("metadata", session.tree("_payment_data.metadata").orElse(null))
                            .set(
                                    "setup_future_usage",
                                    session.tree("_payment_data.setup_future_usage")
                                            .orElse(null));
                    work.save(session.set("payment_intent", made.id()));
                    return made;
                });
        return work.save(intent.set("amount", session.number("amount_total")));
    }

    private static String receiptEmail(Resource session) {
        return session.text("_payment_data.receipt_email");
    }

    private static Outcome payInvoice(
            Work work, Resource session, String customer, Resource method, Presence presence) {
        Resource subscription = work.find(Subscriptions.TYPE, session.text("_subscription"))
                .filter(each -> each.is("status", "incomplete"))
                .orElseGet(() -> subscribe(work, session, customer, method));
        work.save(session.set("_subscription", subscription.id()));
        Resource invoice = work.find(subscription.text("latest_invoice")).orElseThrow();
        return Invoices.pay(work, invoice, Optional.of(method), presence).orElseThrow();
    }

    private static Resource subscribe(Work work, Resource session, String customer, Resource method) {
        Resource line = session.list("_line_items.data").getFirst();
        long days = CheckoutSessions.trialDays(session);
        long trialEnd =
                days == 0 ? 0 : work.now(customer) + Duration.ofDays(days).toSeconds();
        Resource price = work.find(Catalog.PRICE, line.text("price.id")).orElseThrow();
        return new NewSubscription(
                        customer,
                        price,
                        line.number("quantity"),
                        trialEnd,
                        method.id(),
                        Resource.of(session.child("_subscription_data")),
                        Discounts.ofSession(work, session),
                        session.id())
                .create(work);
    }

    private static Next finish(Work work, Resource session, Resource subscription, Resource method) {
        String customer = subscription.text("customer");
        PaymentMethods.attach(work, method, customer);
        Subscriptions.update(work, subscription.set("default_payment_method", method.id()));
        session.set("invoice", subscription.text("latest_invoice")).set("subscription", subscription.id());
        return complete(work, session, customer);
    }

    private static Next finishPaid(Work work, Resource session, Resource charge, Resource method, String customer) {
        if (session.has("_payment_data.setup_future_usage") && !customer.isEmpty()) {
            PaymentMethods.attach(work, method, customer);
        }
        bill(work, session, charge, customer);
        return complete(work, session, customer);
    }

    /** Once the money is here. */
    private static void bill(Work work, Resource session, Resource charge, String customer) {
        Optional<Resource> discount = redeem(work, session, customer);
        if (session.isTrue("invoice_creation.enabled")) {
            Resource intent = work.find(charge.text("payment_intent")).orElseThrow();
            Bill bill = new Bill(
                    customer,
                    "manual",
                    "",
                    session.list("_line_items.data").stream()
                            .map(CheckoutPayment::line)
                            .toList(),
                    discount,
                    Map.of());
            Resource invoice = Invoices.ofPayment(work, bill, intent);
            work.save(invoice.set(
                    "metadata",
                    session.tree("invoice_creation.invoice_data.metadata").orElse(null)));
            session.set("invoice", invoice.id());
        }
    }

    private static Next finish(Work work, Resource session, String customer) {
        redeem(work, session, customer);
        return complete(work, session, customer);
    }

    private static Optional<Resource> redeem(Work work, Resource session, String customer) {
        return Discounts.ofSession(work, session).map(each -> each.applyTo(work, customer, "", session.id()));
    }

    private static Bill.Line line(Resource line) {
        long now = line.number("price.created");
        return new Bill.Line(
                line.text("description"),
                line.number("amount_subtotal"),
                Resource.of(line.child("price")),
                line.number("quantity"),
                now,
                now,
                "",
                false);
    }

    private static Next complete(Work work, Resource session, String customer) {
        return complete(work, session, customer, session.number("amount_total") == 0 ? "no_payment_required" : "paid");
    }

    private static Next complete(Work work, Resource session, String customer, String paymentStatus) {
        Resource details = CheckoutSessions.details(work, customer, email(session));
        if (details != null && !details.has("name")) {
            details.set("name", Texts.orNull(session.text("_name")));
        }
        session.set("customer", Texts.orNull(customer))
                .set("customer_details", details == null ? Json.object("email", null) : details)
                .set("payment_status", paymentStatus)
                .set("status", "complete")
                .set("url", null);
        work.save(session);
        work.event("checkout.session.completed", session);
        return new Next.Leave(successUrl(session));
    }

    /** Lines as the page lists them. */
    public static List<Resource> lines(Resource session) {
        return session.list("_line_items.data");
    }
}
