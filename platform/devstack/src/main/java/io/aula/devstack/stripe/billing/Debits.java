package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.StripeFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** SEPA direct debits: the bank is asked, and says days later whether the money comes. */
public final class Debits {

    static final String METHOD = "sepa_debit";

    /** Of our own: what is on its way, so that nobody has to look through every intent for it. */
    static final String UNDER_WAY = "_debit";

    /** "A payment typically takes 5 business days" (docs.stripe.com/payments/sepa-debit/accept-a-payment). */
    private static final long SECONDS = Duration.ofDays(5).toSeconds();

    private Debits() {}

    /** Whether the page of {@code session} asks for an account, too. */
    public static boolean isOffered(Resource session) {
        return session.number("amount_total") > 0
                && session.texts("payment_method_types").contains(METHOD);
    }

    static Resource method(Work work, TestAccount account, String name) {
        return work.save(work.create(PaymentMethods.TYPE, "pm_1", "")
                .set("allow_redisplay", "unspecified")
                .set(
                        "billing_details",
                        Json.object("address", null, "email", null, "name", Texts.orNull(name), "phone", null))
                .set("customer", null)
                .set("metadata", Map.of())
                .set(
                        "sepa_debit",
                        details(account).set("generated_from", Json.object("charge", null, "setup_attempt", null)))
                .set("type", METHOD)
                .set("_account", account.name()));
    }

    private static Resource details(TestAccount account) {
        return Resource.of(Json.object(
                "bank_code",
                account.iban.substring(4, 9),
                "branch_code",
                "",
                "country",
                account.iban.substring(0, 2),
                "fingerprint",
                "double" + account.last4(),
                "last4",
                account.last4()));
    }

    /** Asks the bank. {@code session} is told when it has answered. */
    static void begin(Work work, Resource intent, Resource method, String session) {
        Resource charge = Payments.charge(work, intent, method)
                .set("amount_captured", intent.number("amount"))
                .set("captured", true)
                .set("payment_method_details", Json.object(METHOD, charged(method), "type", METHOD))
                .set("status", "pending");
        work.save(charge);
        work.save(intent.set("last_payment_error", null)
                .set("latest_charge", charge.id())
                .set("payment_method", method.id())
                .set("payment_method_types", List.of("card", METHOD))
                .set("status", "processing"));
        work.event("charge.pending", charge);
        work.event("payment_intent.processing", intent);
        Resource debit = work.create(UNDER_WAY, UNDER_WAY + "_", intent.text("customer"));
        work.save(debit.set("customer", intent.text("customer"))
                .set("payment_intent", intent.id())
                .set("session", session)
                .set("settles_at", debit.number("created") + SECONDS));
    }

    private static Resource charged(Resource method) {
        Resource account =
                Resource.of(method.child("sepa_debit").deepCopy()).set("mandate", "mandate_1" + Work.random(24));
        account.node().remove("generated_from");
        return account;
    }

    /** The bank's word now, and not in some days: {@code succeeded} or {@code failed}; empty for what the account is known for. */
    public static void settle(Work work, String paymentIntent, String status) {
        Resource debit = work.all(UNDER_WAY).stream()
                .filter(each -> each.is("payment_intent", paymentIntent))
                .findFirst()
                .orElseThrow(() ->
                        StripeFailure.invalid("No debit of " + paymentIntent + " is under way.", "payment_intent"));
        if (status.isEmpty()) {
            settle(work, debit);
            return;
        }
        TestAccount known = account(work, debit);
        boolean isAsKnown = known.pays() == status.equals("succeeded");
        TestAccount other = known.pays() ? TestAccount.FAILS : TestAccount.SUCCEEDS;
        settle(work, debit, isAsKnown ? known : other);
    }

    static void settle(Work work, Resource debit) {
        settle(work, debit, account(work, debit));
    }

    private static TestAccount account(Work work, Resource debit) {
        Resource intent = work.find(debit.text("payment_intent")).orElseThrow();
        return TestAccount.valueOf(
                work.find(intent.text("payment_method")).orElseThrow().text("_account"));
    }

    private static void settle(Work work, Resource debit, TestAccount account) {
        Resource intent = work.find(debit.text("payment_intent")).orElseThrow();
        Resource charge = work.find(intent.text("latest_charge")).orElseThrow();
        work.remove(debit.id());
        if (account.pays()) {
            Payments.succeed(work, intent, charge);
        } else {
            fail(work, intent, charge, account);
        }
        CheckoutPayment.settled(work, work.find(debit.text("session")).orElseThrow(), charge);
        if (account == TestAccount.DISPUTED) {
            Disputes.open(work, charge, "needs_response");
        }
    }

    private static void fail(Work work, Resource intent, Resource charge, TestAccount account) {
        work.save(charge.set("failure_code", account.failureCode)
                .set("failure_message", account.failureMessage)
                .set("status", "failed"));
        work.event("charge.failed", charge);
        work.save(intent.set(
                        "last_payment_error",
                        Json.object(
                                "charge",
                                charge.id(),
                                "code",
                                account.failureCode,
                                "message",
                                account.failureMessage,
                                "payment_method",
                                work.find(intent.text("payment_method")).orElseThrow(),
                                "payment_method_type",
                                METHOD,
                                "type",
                                "card_error"))
                .set("payment_method", null)
                .set("status", "requires_payment_method"));
        work.event("payment_intent.payment_failed", intent);
    }
}
