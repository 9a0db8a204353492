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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checkout Sessions as the API offers them; {@link CheckoutPayment} is what the page does. */
public final class CheckoutSessions {

    static final String TYPE = "checkout.session";
    private static final long SHORTEST = Duration.ofMinutes(30).toSeconds();
    private static final long LONGEST = Duration.ofHours(24).toSeconds();
    private static final int TAX_PERCENT = 21;
    /** Between the caller's clock and ours. */
    private static final long SLACK = 60;

    private CheckoutSessions() {}

    static void routes(Routes routes) {
        routes.post("/v1/checkout/sessions", CheckoutSessions::create);
        routes.get("/v1/checkout/sessions/{}", call -> Answer.of(call.subject(TYPE)));
        routes.post("/v1/checkout/sessions/{}", call -> {
            Resource session = call.subject(TYPE);
            call.metadata(session);
            return Answer.of(call.work().save(session));
        });
        routes.post("/v1/checkout/sessions/{}/expire", call -> {
            Resource session = call.subject(TYPE);
            if (!session.is("status", "open")) {
                throw StripeFailure.invalid(
                        "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of "
                                + session.text("status") + ".",
                        "");
            }
            expire(call.work(), session);
            return Answer.of(session);
        });
        routes.get("/v1/checkout/sessions/{}/line_items", call -> {
            List<Resource> lines = call.subject(TYPE).list("_line_items.data");
            return Listing.page(call, lines);
        });
        routes.get(
                "/v1/checkout/sessions",
                call -> Listing.of(call, TYPE, "customer", "payment_intent", "status", "subscription"));
    }

    /** Nobody can pay it any more. */
    static void expire(Work work, Resource session) {
        work.find(Payments.INTENT, session.text("payment_intent")).ifPresent(intent -> {
            work.save(intent.set("status", "canceled").set("canceled_at", work.now(intent.text("customer"))));
            work.event("payment_intent.canceled", intent);
        });
        work.save(session.set("status", "expired").set("url", null));
        work.event("checkout.session.expired", session);
    }

    private static Answer create(Call call) {
        Form form = call.form();
        Work work = call.work();
        String mode = form.choice("mode", "payment", "subscription")
                .orElseThrow(() -> StripeFailure.missingParameter("mode"));
        form.choice("ui_mode", "hosted_page");
        String customer =
                form.has("customer") ? call.named(Customers.TYPE, "customer").id() : "";
        String email = form.textOr("customer_email", "");
        if (!customer.isEmpty() && !email.isEmpty()) {
            throw StripeFailure.invalid(
                    "You may only specify one of these parameters: customer, customer_email.", "customer_email");
        }
        List<Resource> lines = LineItems.read(call, mode);
        Resource first = lines.getFirst();
        long now = work.realNow().getEpochSecond();
        Resource session = work.create(TYPE, "cs_test_", "");
        // Sessions live in real time, whatever the clock of their customer.
        session.set("created", now)
                .set("adaptive_pricing", null)
                .set("after_expiration", null)
                .set("allow_promotion_codes", form.flag("allow_promotion_codes").orElse(null))
                .set(
                        "automatic_tax",
                        Json.object(
                                "enabled",
                                isTaxed(form),
                                "liability",
                                null,
                                "provider",
                                isTaxed(form) ? "stripe" : null,
                                "status",
                                isTaxed(form) ? "complete" : null))
                .set("billing_address_collection", null)
                .set("cancel_url", Texts.orNull(url(form, "cancel_url", form.textOr("cancel_url", ""))))
                .set("client_reference_id", Texts.orNull(form.textOr("client_reference_id", "")))
                .set("client_secret", null)
                .set("collected_information", null)
                .set("consent", null)
                .set("consent_collection", null)
                .set("currency", first.text("currency"))
                .set("custom_fields", List.of())
                .set("customer", Texts.orNull(customer))
                .set("customer_creation", creation(form, mode, customer))
                .set("customer_details", details(work, customer, email))
                .set("customer_email", Texts.orNull(email))
                .set("discounts", List.of())
                .set("expires_at", expiry(form, now))
                .set("invoice", null)
                .set("invoice_creation", invoiceCreation(form, mode))
                .set("locale", form.textOr("locale", "auto"))
                .set("metadata", Map.of())
                .set("mode", mode)
                .set("origin_context", null)
                .set("payment_intent", null)
                .set("payment_link", null)
                .set("payment_method_collection", mode.equals("payment") ? "if_required" : "always")
                .set("payment_method_options", Json.object("card", Json.object("request_three_d_secure", "automatic")))
                .set("payment_method_types", methods(form, mode, first.text("currency"), customer + email))
                .set("payment_status", "unpaid")
                .set("phone_number_collection", Json.object("enabled", false))
                .set("recovered_from", null)
                .set("saved_payment_method_options", null)
                .set("setup_intent", null)
                .set("shipping_address_collection", null)
                .set("shipping_cost", null)
                .set("shipping_options", List.of())
                .set("status", "open")
                .set(
                        "submit_type",
                        form.choice("submit_type", "auto", "book", "donate", "pay", "subscribe")
                                .orElse(null))
                .set("subscription", null)
                .set("success_url", url(form, "success_url", form.required("success_url")))
                .set("ui_mode", "hosted_page")
                .set("url", "{double}/c/pay/" + session.id())
                .set("wallet_options", null)
                .set(
                        "_line_items",
                        Listing.list("/v1/checkout/sessions/" + session.id() + "/line_items", lines, false));
        form.choice("payment_method_collection", "always", "if_required")
                .ifPresent(each -> session.set("payment_method_collection", each));
        call.metadata(session);
        session.set("_subscription_data", subscriptionData(form, mode));
        session.set("_payment_data", paymentData(form));
        ignoreLooks(form);
        discount(call, session);
        work.save(session);
        return Answer.of(session);
    }

    private static void discount(Call call, Resource session) {
        total(session, Optional.empty());
        Optional<Discounts> discount = Discounts.read(call, call.form(), use(session));
        if (discount.isPresent() && session.isTrue("allow_promotion_codes")) {
            throw StripeFailure.invalid(
                    "You may only specify one of these parameters: allow_promotion_codes, discounts.", "discounts");
        }
        total(session, discount);
    }

    static Promotions.Use use(Resource session) {
        List<String> products = session.list("_line_items.data").stream()
                .map(line -> line.text("price.product"))
                .toList();
        return new Promotions.Use(
                session.number("amount_subtotal"), session.text("currency"), session.text("customer"), products);
    }

    /** Sums up the lines, the discount taken off the first ones first. */
    static void total(Resource session, Optional<Discounts> discount) {
        long subtotal = 0;
        for (Resource line : session.list("_line_items.data")) {
            subtotal += line.number("amount_subtotal");
        }
        long due = trialDays(session) > 0 ? 0 : subtotal;
        long whole = due;
        long off = discount.map(each -> Promotions.off(each.coupon(), whole)).orElse(0L);
        long left = off;
        for (Resource line : session.list("_line_items.data")) {
            long here = Math.min(left, line.number("amount_subtotal"));
            left -= here;
            line.set("amount_discount", here).set("amount_total", line.number("amount_subtotal") - here);
        }
        session.set("amount_subtotal", due)
                .set("amount_total", due - off)
                .set("discounts", discount.map(Discounts::inSession).stream().toList())
                .set(
                        "total_details",
                        Json.object(
                                "amount_discount", off, "amount_shipping", 0, "amount_tax", tax(session, due - off)));
    }

    private static boolean isTaxed(Form form) {
        return form.child("automatic_tax").flatMap(tax -> tax.flag("enabled")).orElse(false);
    }

    /** Everybody lives in Spain here, and each price holds its tax. */
    private static long tax(Resource session, long total) {
        return session.isTrue("automatic_tax.enabled") ? Math.round(total * TAX_PERCENT / (100.0 + TAX_PERCENT)) : 0;
    }

    static long trialDays(Resource session) {
        return session.number("_subscription_data.trial_period_days");
    }

    /** Cards always; debits of euros by somebody whose address is known, where the caller does not name what it takes. */
    private static List<String> methods(Form form, String mode, String currency, String payer) {
        List<String> named = form.texts("payment_method_types");
        if (!List.of("card", Debits.METHOD).containsAll(named)) {
            throw StripeFailure.invalid("The double takes cards and SEPA debits alone.", "payment_method_types");
        }
        boolean isDebited = mode.equals("payment")
                && currency.equals("eur")
                && !payer.isEmpty()
                && (named.isEmpty() || named.contains(Debits.METHOD));
        return isDebited ? List.of("card", Debits.METHOD) : List.of("card");
    }

    private static String url(Form form, String name, String text) {
        if (!text.isEmpty() && !text.matches("https?://.+")) {
            throw StripeFailure.coded("url_invalid", "Not a valid URL", form.full(name));
        }
        return text;
    }

    private static String creation(Form form, String mode, String customer) {
        String wanted =
                form.choice("customer_creation", "always", "if_required").orElse("if_required");
        return mode.equals("subscription") && customer.isEmpty() ? "always" : wanted;
    }

    private static long expiry(Form form, long now) {
        long at = form.number("expires_at").orElse(now + LONGEST);
        if (at < now + SHORTEST - SLACK || at > now + LONGEST + SLACK) {
            throw StripeFailure.invalid(
                    "The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from Checkout Session creation.",
                    "expires_at");
        }
        return at;
    }

    static @org.jspecify.annotations.Nullable Resource details(Work work, String customer, String email) {
        Optional<Resource> known = work.find(Customers.TYPE, customer);
        String address = known.map(each -> each.text("email")).orElse(email);
        if (known.isEmpty() && address.isEmpty()) {
            return null;
        }
        return Resource.of(Json.object(
                "address",
                null,
                "email",
                Texts.orNull(address),
                "name",
                known.map(each -> each.text("name")).map(Texts::orNull).orElse(null),
                "phone",
                null,
                "tax_exempt",
                "none",
                "tax_ids",
                List.of()));
    }

    private static @org.jspecify.annotations.Nullable Resource invoiceCreation(Form form, String mode) {
        Optional<Form> given = form.child("invoice_creation");
        boolean isEnabled = given.flatMap(each -> each.flag("enabled")).orElse(false);
        Resource data = Resource.of(Json.object("metadata", Map.of(), "description", null, "footer", null));
        given.flatMap(each -> each.child("invoice_data")).ifPresent(invoice -> {
            Call.metadata(invoice, data);
            invoice.ignore("account_tax_ids", "custom_fields", "footer", "rendering_options");
            invoice.text("description").ifPresent(text -> data.set("description", text));
        });
        return mode.equals("payment") ? Resource.of(Json.object("enabled", isEnabled, "invoice_data", data)) : null;
    }

    private static Resource subscriptionData(Form form, String mode) {
        Resource data = Resource.of(Json.object("metadata", Map.of(), "trial_period_days", null, "end_behavior", null));
        form.child("subscription_data").ifPresent(given -> {
            if (!mode.equals("subscription")) {
                throw StripeFailure.invalid(
                        "You can not pass `subscription_data` in `payment` mode.", "subscription_data");
            }
            Call.metadata(given, data);
            given.text("description").ifPresent(text -> data.set("description", text));
            given.number("trial_period_days").ifPresent(days -> data.set("trial_period_days", days));
            given.child("trial_settings")
                    .flatMap(settings -> settings.child("end_behavior"))
                    .ifPresent(end -> data.set(
                            "end_behavior",
                            end.choice("missing_payment_method", "cancel", "create_invoice", "pause")
                                    .orElse(null)));
            given.ignore("billing_mode", "invoice_settings");
        });
        return data;
    }

    private static Resource paymentData(Form form) {
        Resource data = Resource.of(Json.object("metadata", Map.of(), "description", null, "setup_future_usage", null));
        form.child("payment_intent_data").ifPresent(given -> {
            Call.metadata(given, data);
            given.text("description").ifPresent(text -> data.set("description", text));
            given.text("receipt_email").ifPresent(text -> data.set("receipt_email", text));
            given.choice("setup_future_usage", "on_session", "off_session")
                    .ifPresent(usage -> data.set("setup_future_usage", usage));
            given.choice("capture_method", "automatic", "automatic_async");
            given.ignore("statement_descriptor", "statement_descriptor_suffix");
        });
        return data;
    }

    private static void ignoreLooks(Form form) {
        form.refuseSwitchedOn("adaptive_pricing");
        form.ignore(
                "billing_address_collection",
                "branding_settings",
                "consent_collection",
                "custom_text",
                "customer_update",
                "payment_method_options",
                "phone_number_collection",
                "saved_payment_method_options",
                "tax_id_collection",
                "wallet_options");
    }
}
