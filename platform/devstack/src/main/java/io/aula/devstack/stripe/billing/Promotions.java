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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Coupons, and the codes by which people name them. */
final class Promotions {

    static final String COUPON = "coupon";
    static final String CODE = "promotion_code";

    private Promotions() {}

    static void routes(Routes routes) {
        routes.post("/v1/coupons", Promotions::createCoupon);
        routes.get("/v1/coupons/{}", call -> {
            Resource coupon = call.named(COUPON);
            return Answer.of(coupon);
        });
        routes.post("/v1/coupons/{}", call -> {
            Resource coupon = call.named(COUPON);
            call.metadata(coupon);
            call.form().text("name").ifPresent(name -> coupon.set("name", Texts.orNull(name)));
            call.work().save(coupon);
            call.work().event("coupon.updated", coupon);
            return Answer.of(coupon);
        });
        routes.delete("/v1/coupons/{}", call -> {
            Resource coupon = call.named(COUPON);
            call.work().event("coupon.deleted", coupon);
            call.work().save(coupon.set("deleted", true).set("valid", false));
            return Answer.of(Resource.of(Json.object("id", coupon.id(), "object", COUPON, "deleted", true)));
        });
        routes.get("/v1/coupons", call -> Listing.of(call, COUPON));
        routes.post("/v1/promotion_codes", Promotions::createCode);
        routes.get("/v1/promotion_codes/{}", call -> Answer.of(call.subject(CODE)));
        routes.post("/v1/promotion_codes/{}", Promotions::updateCode);
        routes.get("/v1/promotion_codes", Promotions::listCodes);
    }

    private static Answer createCoupon(Call call) {
        Form form = call.form();
        Work work = call.work();
        Optional<Long> amount = form.number("amount_off");
        Optional<Double> percent = form.decimal("percent_off");
        if (amount.isPresent() == percent.isPresent()) {
            throw StripeFailure.invalid("You must pass either percent_off or amount_off, and not both.", "percent_off");
        }
        percent.filter(each -> each <= 0 || each > 100).ifPresent(each -> {
            throw StripeFailure.invalid("percent_off must be greater than 0 and at most 100.", "percent_off");
        });
        String duration =
                form.choice("duration", "once", "repeating", "forever").orElse("once");
        Optional<Long> months = form.number("duration_in_months");
        if (duration.equals("repeating") != months.isPresent()) {
            throw StripeFailure.invalid(
                    "duration_in_months goes with duration repeating, and only with it.", "duration_in_months");
        }
        String id = form.textOr("id", Work.random(8));
        if (work.find(COUPON, id).isPresent()) {
            throw StripeFailure.coded("resource_already_exists", "Coupon already exists.", "id");
        }
        Resource coupon = work.create(COUPON, "", "")
                .set("id", id)
                .set("amount_off", amount.orElse(null))
                .set("currency", amount.isPresent() ? Texts.currency(form.required("currency")) : null)
                .set("duration", duration)
                .set("duration_in_months", months.orElse(null))
                .set("max_redemptions", form.number("max_redemptions").orElse(null))
                .set("metadata", Map.of())
                .set(
                        "name",
                        form.text("name")
                                .flatMap(name -> Optional.ofNullable(Texts.orNull(name)))
                                .orElse(null))
                .set("percent_off", percent.orElse(null))
                .set("redeem_by", form.number("redeem_by").orElse(null))
                .set("times_redeemed", 0)
                .set("valid", true);
        form.child("applies_to")
                .ifPresent(scope -> coupon.set("_applies_to", Json.object("products", scope.texts("products"))));
        call.metadata(coupon);
        work.save(coupon);
        work.event("coupon.created", coupon);
        return Answer.of(coupon);
    }

    private static Answer createCode(Call call) {
        Form form = call.form();
        Form promotion = form.child("promotion").orElseThrow(() -> StripeFailure.missingParameter("promotion"));
        promotion.required("type");
        promotion.choice("type", "coupon");
        Resource coupon = call.named(promotion, COUPON, "coupon");
        String code = form.textOr("code", Work.random(8).toUpperCase(Locale.ROOT));
        if (!code.matches("[A-Za-z0-9_-]{1,500}")) {
            throw StripeFailure.invalid("A promotion code holds letters, digits and dashes only.", "code");
        }
        if (active(call.work(), code).isPresent()) {
            throw StripeFailure.coded(
                    "resource_already_exists",
                    "An active promotion code with `code: " + code + "` already exists.",
                    "code");
        }
        Form limits = form.child("restrictions").orElseGet(() -> Form.parse(""));
        Resource made = call.work()
                .create(CODE, "promo_1", "")
                .set("active", form.flag("active").orElse(true))
                .set("code", code)
                .set(
                        "customer",
                        form.has("customer")
                                ? call.named(Customers.TYPE, "customer").id()
                                : null)
                .set("expires_at", form.number("expires_at").orElse(null))
                .set("max_redemptions", form.number("max_redemptions").orElse(null))
                .set("metadata", Map.of())
                .set("promotion", Json.object("coupon", coupon.id(), "type", "coupon"))
                .set(
                        "restrictions",
                        Json.object(
                                "first_time_transaction",
                                        limits.flag("first_time_transaction").orElse(false),
                                "minimum_amount",
                                        limits.number("minimum_amount").orElse(null),
                                "minimum_amount_currency",
                                        limits.text("minimum_amount_currency").orElse(null)))
                .set("times_redeemed", 0);
        call.metadata(made);
        call.work().save(made);
        call.work().event("promotion_code.created", made);
        return Answer.of(made);
    }

    private static Answer updateCode(Call call) {
        Resource code = call.subject(CODE);
        call.metadata(code);
        call.form().flag("active").ifPresent(active -> code.set("active", active));
        call.work().save(code);
        call.work().event("promotion_code.updated", code);
        return Answer.of(code);
    }

    private static Answer listCodes(Call call) {
        String coupon = call.form().textOr("coupon", "");
        String code = call.form().textOr("code", "");
        String active = call.form().textOr("active", "");
        String customer = call.form().textOr("customer", "");
        Predicate<Resource> isWanted = each -> (coupon.isEmpty() || each.is("promotion.coupon", coupon))
                && (code.isEmpty() || each.text("code").equalsIgnoreCase(code))
                && (active.isEmpty() || each.is("active", active))
                && (customer.isEmpty() || each.is("customer", customer));
        return Listing.page(
                call, call.work().all(CODE).stream().filter(isWanted).toList());
    }

    /** Codes are the same in capital and in small letters. */
    static Optional<Resource> active(Work work, String code) {
        return work.all(CODE).stream()
                .filter(each -> each.isTrue("active") && each.text("code").equalsIgnoreCase(code.strip()))
                .findFirst();
    }

    static Resource coupon(Work work, Resource code) {
        return work.find(COUPON, code.text("promotion.coupon")).orElseThrow();
    }

    /** What it may be used for: an amount before discount, whose it is, and what it buys. */
    record Use(long amount, String currency, String customer, List<String> products) {}

    static boolean mayUseCode(Work work, Resource code, Use use) {
        long now = work.now(use.customer());
        boolean isFirst = !code.isTrue("restrictions.first_time_transaction")
                || work.all(Payments.CHARGE).stream()
                        .noneMatch(charge -> charge.isTrue("paid") && charge.is("customer", use.customer()));
        long least = code.number("restrictions.minimum_amount");
        return code.isTrue("active")
                && isBefore(now, code, "expires_at")
                && isBelow(code)
                && (!code.has("customer") || code.is("customer", use.customer()))
                && (least == 0
                        || use.amount() >= least && code.is("restrictions.minimum_amount_currency", use.currency()))
                && isFirst
                && mayUseCoupon(work, coupon(work, code), use);
    }

    static boolean mayUseCoupon(Work work, Resource coupon, Use use) {
        List<String> products = coupon.texts("_applies_to.products");
        return coupon.isTrue("valid")
                && isBefore(work.now(use.customer()), coupon, "redeem_by")
                && isBelow(coupon)
                && (!coupon.has("amount_off") || coupon.is("currency", use.currency()))
                && (products.isEmpty() || use.products().stream().anyMatch(products::contains));
    }

    /** The discount on {@code amount}, at most all of it. */
    static long off(Resource coupon, long amount) {
        if (coupon.has("percent_off")) {
            return Math.round(amount * coupon.decimal("percent_off") / 100);
        }
        return Math.min(amount, coupon.number("amount_off"));
    }

    static void redeem(Work work, Resource coupon, Optional<Resource> code) {
        coupon.add("times_redeemed", 1);
        work.save(coupon.set("valid", isBelow(coupon) && coupon.isTrue("valid")));
        work.event("coupon.updated", coupon);
        code.ifPresent(each -> {
            each.add("times_redeemed", 1);
            work.save(each.set("active", isBelow(each) && each.isTrue("active")));
            work.event("promotion_code.updated", each);
        });
    }

    private static boolean isBefore(long now, Resource object, String end) {
        return !object.has(end) || now < object.number(end);
    }

    private static boolean isBelow(Resource object) {
        return !object.has("max_redemptions") || object.number("times_redeemed") < object.number("max_redemptions");
    }
}
