package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.billing.Outcome.Presence;
import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import java.util.List;
import java.util.Map;

/** Payment intents and their charges: where money would move. */
final class Payments {

    static final String INTENT = "payment_intent";
    static final String CHARGE = "charge";

    private Payments() {}

    /** What an intent is for. {@code customer} and {@code email} may be empty. */
    record Purpose(long amount, String currency, String customer, String description, String email) {}

    static Resource intent(Work work, Purpose purpose) {
        Resource intent = work.create(INTENT, "pi_3", purpose.customer());
        intent.set("amount", purpose.amount())
                .set("amount_capturable", 0)
                .set("amount_details", Json.object("tip", Json.object()))
                .set("amount_received", 0)
                .set("application", null)
                .set("application_fee_amount", null)
                .set("automatic_payment_methods", null)
                .set("canceled_at", null)
                .set("cancellation_reason", null)
                .set("capture_method", "automatic_async")
                .set("client_secret", intent.id() + "_secret_" + Work.random(25))
                .set("confirmation_method", "automatic")
                .set("currency", purpose.currency())
                .set("customer", Texts.orNull(purpose.customer()))
                .set("description", Texts.orNull(purpose.description()))
                .set("last_payment_error", null)
                .set("latest_charge", null)
                .set("metadata", Map.of())
                .set("next_action", null)
                .set("on_behalf_of", null)
                .set("payment_method", null)
                .set("payment_method_options", Json.object("card", Json.object("request_three_d_secure", "automatic")))
                .set("payment_method_types", List.of("card"))
                .set("processing", null)
                .set("receipt_email", Texts.orNull(purpose.email()))
                .set("review", null)
                .set("setup_future_usage", null)
                .set("shipping", null)
                .set("statement_descriptor", null)
                .set("statement_descriptor_suffix", null)
                .set("status", "requires_payment_method")
                .set("transfer_data", null)
                .set("transfer_group", null);
        work.save(intent);
        work.event("payment_intent.created", intent);
        return intent;
    }

    /** Charges the card, or tells why not. The intent and its events say the same. */
    static Outcome attempt(Work work, Resource intent, Resource method, Presence presence) {
        TestCard card = card(method);
        intent.set("payment_method", method.id()).set("next_action", null);
        if (presence == Presence.REFUSED) {
            return failed(work, intent, method, TestCard.Decline.AUTHENTICATION_FAILED);
        }
        if (card.decline != TestCard.Decline.NONE) {
            return declined(work, intent, method, card.decline);
        }
        if (card.trait == TestCard.Trait.ASKS_ONCE && !method.isTrue("_agreed")) {
            switch (presence) {
                case AT_THE_PAGE -> {
                    return ask(work, intent);
                }
                case AGREED -> work.save(method.set("_agreed", true));
                case ABSENT, REFUSED -> {
                    return declined(work, intent, method, TestCard.Decline.AUTHENTICATION);
                }
            }
        }
        return paid(work, intent, method);
    }

    private static TestCard card(Resource method) {
        return TestCard.valueOf(method.text("_card"));
    }

    private static Outcome ask(Work work, Resource intent) {
        String url = "{double}/pi/" + intent.id() + "/3ds";
        work.save(intent.set("status", "requires_action")
                .set(
                        "next_action",
                        Json.object(
                                "type",
                                "redirect_to_url",
                                "redirect_to_url",
                                Json.object("url", url, "return_url", intent.text("_return_url")))));
        work.event("payment_intent.requires_action", intent);
        return new Outcome.Asked();
    }

    private static Outcome paid(Work work, Resource intent, Resource method) {
        Resource charge = charge(work, intent, method)
                .set(
                        "outcome",
                        Json.object(
                                "network_status", "approved_by_network",
                                "reason", null,
                                "risk_level", "normal",
                                "risk_score", 20,
                                "seller_message", "Payment complete.",
                                "type", "authorized"));
        succeed(work, intent, charge);
        if (card(method).trait == TestCard.Trait.IS_DISPUTED) {
            Disputes.open(work, charge, "needs_response");
        }
        return new Outcome.Paid(charge);
    }

    /** The money is here. */
    static void succeed(Work work, Resource intent, Resource charge) {
        charge.set("amount_captured", intent.number("amount"))
                .set("captured", true)
                .set("paid", true)
                .set("status", "succeeded")
                .set("balance_transaction", Balances.charged(work, charge).id());
        work.save(charge);
        work.save(intent.set("amount_received", intent.number("amount"))
                .set("last_payment_error", null)
                .set("latest_charge", charge.id())
                .set("status", "succeeded"));
        work.event("charge.succeeded", charge);
        work.event("payment_intent.succeeded", intent);
    }

    private static Outcome declined(Work work, Resource intent, Resource method, TestCard.Decline decline) {
        Resource charge = charge(work, intent, method)
                .set("failure_code", decline.code)
                .set("failure_message", decline.message)
                .set(
                        "outcome",
                        Json.object(
                                "network_status", "declined_by_network",
                                "reason", decline.declineCode,
                                "risk_level", "normal",
                                "risk_score", 20,
                                "seller_message", "The bank did not return any further details with this decline.",
                                "type", "issuer_declined"))
                .set("status", "failed");
        work.save(charge);
        intent.set("latest_charge", charge.id());
        work.event("charge.failed", charge);
        return failed(work, intent, method, decline);
    }

    private static Outcome failed(Work work, Resource intent, Resource method, TestCard.Decline decline) {
        Resource error = Resource.of(Json.object(
                "code",
                decline.code,
                "doc_url",
                "https://docs.stripe.com/error-codes#" + decline.code.replace('_', '-'),
                "message",
                decline.message,
                "payment_method",
                method,
                "payment_method_type",
                "card",
                "type",
                decline == TestCard.Decline.AUTHENTICATION_FAILED ? "invalid_request_error" : "card_error"));
        if (!decline.declineCode.isEmpty()) {
            error.set("decline_code", decline.declineCode).set("charge", intent.text("latest_charge"));
        }
        work.save(intent.set("last_payment_error", error)
                .set("payment_method", null)
                .set("status", "requires_payment_method"));
        work.event("payment_intent.payment_failed", intent);
        return new Outcome.Declined(error.copy().set("payment_intent", intent));
    }

    private static Resource cardCharged(Resource intent, Resource method) {
        Resource card = Resource.of(method.child("card").deepCopy())
                .set("amount_authorized", intent.number("amount"))
                .set("network", method.text("card.brand"))
                .set(
                        "three_d_secure",
                        method.isTrue("_agreed") ? Json.object("result", "authenticated", "version", "2.2.0") : null);
        card.node().remove(List.of("generated_from", "networks", "three_d_secure_usage", "display_brand"));
        return Resource.of(Json.object("card", card, "type", "card"));
    }

    /** One of a card says so; another's details are for the caller to set. */
    static Resource charge(Work work, Resource intent, Resource method) {
        Resource charge = work.create(CHARGE, "ch_3", intent.text("customer"));
        return charge.set("amount", intent.number("amount"))
                .set("amount_captured", 0)
                .set("amount_refunded", 0)
                .set("application", null)
                .set("balance_transaction", null)
                .set("billing_details", method.tree("billing_details").orElse(null))
                .set("calculated_statement_descriptor", "AULA DOUBLE")
                .set("captured", false)
                .set("currency", intent.text("currency"))
                .set("customer", Texts.orNull(intent.text("customer")))
                .set("description", Texts.orNull(intent.text("description")))
                .set("disputed", false)
                .set("failure_balance_transaction", null)
                .set("failure_code", null)
                .set("failure_message", null)
                .set("fraud_details", Json.object())
                .set("metadata", intent.tree("metadata").orElse(null))
                .set("outcome", null)
                .set("paid", false)
                .set("payment_intent", intent.id())
                .set("payment_method", method.id())
                .set("payment_method_details", method.is("type", "card") ? cardCharged(intent, method) : null)
                .set("receipt_email", Texts.orNull(intent.text("receipt_email")))
                .set("receipt_number", null)
                .set("receipt_url", "{double}/receipts/" + charge.id())
                .set("refunded", false)
                .set(
                        "_refunds",
                        Json.object("object", "list", "data", List.of(), "has_more", false, "url", "/v1/refunds"))
                .set("shipping", null)
                .set("statement_descriptor", null);
    }
}
