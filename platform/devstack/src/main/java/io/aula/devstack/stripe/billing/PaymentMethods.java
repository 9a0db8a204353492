package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.Answer;
import io.aula.devstack.stripe.wire.Call;
import io.aula.devstack.stripe.wire.Form;
import io.aula.devstack.stripe.wire.Listing;
import io.aula.devstack.stripe.wire.Routes;
import io.aula.devstack.stripe.wire.StripeFailure;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;

/** Cards, and whose they are. */
public final class PaymentMethods {

    static final String TYPE = "payment_method";

    private PaymentMethods() {}

    static void routes(Routes routes) {
        routes.post("/v1/payment_methods", PaymentMethods::create);
        routes.get("/v1/payment_methods/{}", call -> Answer.of(call.subject(TYPE)));
        routes.post("/v1/payment_methods/{}", PaymentMethods::update);
        routes.get("/v1/payment_methods", call -> Listing.of(call, TYPE, "customer", "type"));
        routes.get("/v1/customers/{}/payment_methods", call -> {
            Resource customer = call.subject(Customers.TYPE);
            call.form().ignore("type");
            return Listing.page(
                    call,
                    call.work().all(TYPE).stream()
                            .filter(method -> method.is("customer", customer.id()))
                            .toList());
        });
        routes.post("/v1/payment_methods/{}/attach", call -> {
            Resource method = find(call.work(), call.ids().getFirst(), "id");
            return Answer.of(attach(
                    call.work(), method, call.named(Customers.TYPE, "customer").id()));
        });
        routes.post("/v1/payment_methods/{}/detach", PaymentMethods::detach);
    }

    /** The method of this id; one of Stripe's test names, such as {@code pm_card_visa}, makes a new one each time. */
    static Resource find(Work work, String id, String parameter) {
        return TestCard.ofToken(id)
                .map(card -> make(
                        work,
                        card,
                        12,
                        YearMonth.from(work.realNow().atZone(ZoneOffset.UTC)).getYear() + 3,
                        ""))
                .or(() -> work.find(TYPE, id))
                .orElseThrow(() -> StripeFailure.missing("PaymentMethod", id, parameter));
    }

    static Resource make(Work work, TestCard card, int month, int year, String name) {
        Resource method = work.create(TYPE, "pm_1", "")
                .set("allow_redisplay", "unspecified")
                .set(
                        "billing_details",
                        Json.object(
                                "address", null, "email", null, "name", name.isEmpty() ? null : name, "phone", null))
                .set("card", details(card, month, year))
                .set("customer", null)
                .set("metadata", Map.of())
                .set("type", "card")
                .set("_card", card.name());
        return work.save(method);
    }

    static Resource attach(Work work, Resource method, String customer) {
        if (!method.is("customer", "") && !method.is("customer", customer)) {
            throw StripeFailure.coded(
                    "payment_method_unexpected_state",
                    "The payment method you provided has already been attached to a customer.",
                    "");
        }
        TestCard card = TestCard.valueOf(method.text("_card"));
        if (card.decline != TestCard.Decline.NONE && card.trait != TestCard.Trait.ATTACHES) {
            throw StripeFailure.of(402, "card_error", card.decline.code, card.decline.message, "");
        }
        if (method.is("customer", customer)) {
            return method;
        }
        work.save(method.set("customer", customer));
        work.event("payment_method.attached", method);
        return method;
    }

    /** Makes a kept card behave like {@code card} from now on, as a bank would. */
    public static void behave(Work work, Resource method, TestCard card) {
        work.save(method.set("_card", card.name()));
    }

    static Resource details(TestCard card, int month, int year) {
        return Resource.of(Json.object(
                "brand",
                card.brand,
                "checks",
                Json.object("address_line1_check", null, "address_postal_code_check", null, "cvc_check", "pass"),
                "country",
                "US",
                "display_brand",
                card.brand,
                "exp_month",
                month,
                "exp_year",
                year,
                "fingerprint",
                "double" + card.last4(),
                "funding",
                "credit",
                "generated_from",
                null,
                "last4",
                card.last4(),
                "networks",
                Json.object("available", new String[] {card.brand}, "preferred", null),
                "regulated_status",
                "unregulated",
                "three_d_secure_usage",
                Json.object("supported", true),
                "wallet",
                null));
    }

    private static Answer create(Call call) {
        Form form = call.form();
        form.choice("type", "card");
        form.ignore("billing_details", "allow_redisplay");
        Form card = form.child("card").orElseThrow(() -> StripeFailure.missingParameter("card"));
        String number = card.required("number");
        card.ignore("cvc");
        TestCard test = TestCard.ofNumber(number)
                .orElseThrow(() -> StripeFailure.of(
                        402, "card_error", "incorrect_number", "Your card number is incorrect.", "number"));
        long month = card.number("exp_month").orElse(12L);
        long year = card.number("exp_year").orElse(2099L);
        Resource method = make(call.work(), test, (int) month, (int) year, "");
        call.metadata(method);
        return Answer.of(call.work().save(method));
    }

    private static Answer update(Call call) {
        Resource method = call.subject(TYPE);
        call.metadata(method);
        call.form().child("card").ifPresent(card -> {
            card.number("exp_month").ifPresent(month -> method.set("card.exp_month", month));
            card.number("exp_year").ifPresent(year -> method.set("card.exp_year", year));
        });
        call.work().save(method);
        call.work().event("payment_method.updated", method);
        return Answer.of(method);
    }

    private static Answer detach(Call call) {
        Resource method = call.subject(TYPE);
        String customer = method.text("customer");
        call.work().save(method.set("customer", null));
        call.work().event("payment_method.detached", method);
        call.work()
                .find(Customers.TYPE, customer)
                .filter(owner -> owner.is("invoice_settings.default_payment_method", method.id()))
                .ifPresent(owner -> call.work().save(owner.set("invoice_settings.default_payment_method", null)));
        return Answer.of(method);
    }
}
