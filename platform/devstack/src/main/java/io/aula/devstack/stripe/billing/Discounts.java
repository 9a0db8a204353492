package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.Call;
import io.aula.devstack.stripe.wire.Form;
import io.aula.devstack.stripe.wire.StripeFailure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** One coupon, perhaps by a code, on its way to what it makes cheaper. */
record Discounts(Resource coupon, Optional<Resource> code) {

    static final String TYPE = "discount";

    /** {@code discounts[0][coupon]} or {@code discounts[0][promotion_code]}; more than one the double does not know. */
    static Optional<Discounts> read(Call call, Form form, Promotions.Use use) {
        List<Form> all = form.children("discounts");
        if (all.size() > 1) {
            throw StripeFailure.unknownParameter("discounts[1]");
        }
        return all.stream().findFirst().map(each -> {
            if (each.has("promotion_code")) {
                Resource code = call.named(each, Promotions.CODE, "promotion_code");
                if (!Promotions.mayUseCode(call.work(), code, use)) {
                    throw StripeFailure.invalid("This promotion code cannot be redeemed.", each.full("promotion_code"));
                }
                return new Discounts(Promotions.coupon(call.work(), code), Optional.of(code));
            }
            Resource coupon = call.named(each, Promotions.COUPON, "coupon");
            if (!Promotions.mayUseCoupon(call.work(), coupon, use)) {
                throw StripeFailure.coded("coupon_expired", "Coupon expired: " + coupon.id(), each.full("coupon"));
            }
            return new Discounts(coupon, Optional.empty());
        });
    }

    /** As it stands in a session. */
    static Optional<Discounts> ofSession(Work work, Resource session) {
        return session.list("discounts").stream().findFirst().map(each -> {
            Optional<Resource> code = work.find(Promotions.CODE, each.text("promotion_code"));
            Resource coupon = code.map(found -> Promotions.coupon(work, found))
                    .or(() -> work.find(Promotions.COUPON, each.text("coupon")))
                    .orElseThrow();
            return new Discounts(coupon, code);
        });
    }

    Resource inSession() {
        return Resource.of(Json.object(
                "coupon",
                code.isEmpty() ? coupon.id() : null,
                "promotion_code",
                code.map(Resource::id).orElse(null)));
    }

    /** Counts as redeemed, and lasts as long as the coupon says. */
    Resource applyTo(Work work, String customer, String subscription, String session) {
        Promotions.redeem(work, coupon, code);
        Resource discount = work.create(TYPE, "di_1", customer);
        long start = discount.number("created");
        Long end = coupon.is("duration", "repeating")
                ? Instant.ofEpochSecond(start)
                        .atOffset(ZoneOffset.UTC)
                        .plusMonths(coupon.number("duration_in_months"))
                        .toEpochSecond()
                : null;
        discount.node().remove(List.of("created", "livemode"));
        return work.save(discount.set("checkout_session", Texts.orNull(session))
                .set("customer", Texts.orNull(customer))
                .set("end", end)
                .set("invoice", null)
                .set("invoice_item", null)
                .set("promotion_code", code.map(Resource::id).orElse(null))
                .set("source", Json.object("coupon", coupon.id(), "type", "coupon"))
                .set("start", start)
                .set("subscription", Texts.orNull(subscription))
                .set("subscription_item", null)
                .set("_once", coupon.is("duration", "once")));
    }
}
