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
import java.util.function.Predicate;

/** Products and their prices. */
final class Catalog {

    static final String PRODUCT = "product";
    static final String PRICE = "price";
    private static final long MOST = 99_999_999;

    private Catalog() {}

    static void routes(Routes routes) {
        routes.post("/v1/products", Catalog::createProduct);
        routes.get("/v1/products/{}", call -> Answer.of(call.subject(PRODUCT)));
        routes.post("/v1/products/{}", call -> {
            Resource product = call.named(PRODUCT);
            changeProduct(call, product);
            call.work().save(product.set("updated", call.work().now("")));
            call.work().event("product.updated", product);
            return Answer.of(product);
        });
        routes.delete("/v1/products/{}", Catalog::deleteProduct);
        routes.get("/v1/products", call -> Listing.of(call, PRODUCT, "active"));
        routes.post("/v1/prices", call -> {
            String product = call.form().has("product_data")
                    ? inlineProduct(
                            call.work(), call.form().child("product_data").orElseThrow())
                    : call.named(PRODUCT, "product").id();
            Resource price = price(call.work(), call.form(), product);
            call.metadata(price);
            call.form().text("lookup_key").ifPresent(key -> price.set("lookup_key", key));
            call.form().text("nickname").ifPresent(name -> price.set("nickname", name));
            call.form().flag("active").ifPresent(active -> price.set("active", active));
            call.form().flag("transfer_lookup_key");
            call.form().choice("billing_scheme", "per_unit");
            call.work().save(price);
            call.work().event("price.created", price);
            return Answer.of(price);
        });
        routes.get("/v1/prices/{}", call -> Answer.of(call.subject(PRICE)));
        routes.post("/v1/prices/{}", Catalog::updatePrice);
        routes.get("/v1/prices", Catalog::listPrices);
    }

    /** {@code price_data}: a price made for this one use. */
    static Resource inlinePrice(Call call, Form data) {
        String product = data.child("product_data")
                .map(inline -> inlineProduct(call.work(), inline))
                .orElseGet(() -> call.named(data, PRODUCT, "product").id());
        return call.work().save(price(call.work(), data, product).set("active", false));
    }

    private static String inlineProduct(Work work, Form data) {
        data.ignore("images", "tax_code", "unit_label");
        Resource product = product(work, data.required("name"));
        data.text("description").ifPresent(text -> product.set("description", text));
        Call.metadata(data, product);
        work.save(product);
        work.event("product.created", product);
        return product.id();
    }

    private static Resource product(Work work, String name) {
        return work.create(PRODUCT, "prod_", "")
                .set("active", true)
                .set("default_price", null)
                .set("description", null)
                .set("images", List.of())
                .set("marketing_features", List.of())
                .set("metadata", Map.of())
                .set("name", name)
                .set("package_dimensions", null)
                .set("shippable", null)
                .set("statement_descriptor", null)
                .set("tax_code", null)
                .set("type", "service")
                .set("unit_label", null)
                .set("updated", work.now(""))
                .set("url", null);
    }

    private static Answer createProduct(Call call) {
        Resource product = product(call.work(), call.form().required("name"));
        call.form().text("id").filter(id -> !id.isEmpty()).ifPresent(id -> {
            if (call.work().find(id).isPresent()) {
                throw StripeFailure.coded("resource_already_exists", "Product already exists.", "id");
            }
            product.set("id", id);
        });
        changeProduct(call, product);
        call.work().save(product);
        call.work().event("product.created", product);
        return Answer.of(product);
    }

    private static void changeProduct(Call call, Resource product) {
        Form form = call.form();
        for (String name : List.of(
                "name", "description", "statement_descriptor", "tax_code", "unit_label", "url", "default_price")) {
            form.text(name).ifPresent(text -> product.set(name, text.isEmpty() ? null : text));
        }
        form.flag("active").ifPresent(active -> product.set("active", active));
        form.ignore("type", "shippable");
        if (form.has("images")) {
            product.set("images", form.texts("images"));
        }
        call.metadata(product);
    }

    private static Answer deleteProduct(Call call) {
        Resource product = call.named(PRODUCT);
        boolean isPriced = call.work().all(PRICE).stream().anyMatch(price -> price.is("product", product.id()));
        if (isPriced) {
            throw StripeFailure.invalid(
                    "This product cannot be deleted because it has one or more user-created prices.", "");
        }
        call.work().event("product.deleted", product);
        call.work().save(product.set("deleted", true));
        return Answer.of(Resource.of(Json.object("id", product.id(), "object", PRODUCT, "deleted", true)));
    }

    private static Resource price(Work work, Form form, String product) {
        String currency = form.required("currency").toLowerCase(Locale.ROOT);
        if (!currency.matches("[a-z]{3}")) {
            throw StripeFailure.invalid("Invalid currency: " + currency, form.full("currency"));
        }
        long amount =
                form.number("unit_amount").orElseThrow(() -> StripeFailure.missingParameter(form.full("unit_amount")));
        if (amount < 0 || amount > MOST) {
            throw StripeFailure.coded(
                    "parameter_invalid_integer",
                    "Invalid integer: unit_amount must be 0 to " + MOST,
                    form.full("unit_amount"));
        }
        Resource recurring = form.child("recurring").map(Catalog::recurring).orElse(null);
        return work.create(PRICE, "price_1", "")
                .set("active", true)
                .set("billing_scheme", "per_unit")
                .set("currency", currency)
                .set("custom_unit_amount", null)
                .set("lookup_key", null)
                .set("metadata", Map.of())
                .set("nickname", null)
                .set("product", product)
                .set("recurring", recurring)
                .set(
                        "tax_behavior",
                        form.choice("tax_behavior", "inclusive", "exclusive", "unspecified")
                                .orElse("unspecified"))
                .set("tiers_mode", null)
                .set("transform_quantity", null)
                .set("type", recurring == null ? "one_time" : "recurring")
                .set("unit_amount", amount)
                .set("unit_amount_decimal", String.valueOf(amount));
    }

    private static Resource recurring(Form form) {
        String interval = form.choice("interval", "day", "week", "month", "year")
                .orElseThrow(() -> StripeFailure.missingParameter(form.full("interval")));
        form.choice("usage_type", "licensed");
        return Resource.of(Json.object(
                "interval",
                interval,
                "interval_count",
                form.number("interval_count").orElse(1L),
                "meter",
                null,
                "trial_period_days",
                null,
                "usage_type",
                "licensed"));
    }

    private static Answer updatePrice(Call call) {
        Resource price = call.subject(PRICE);
        call.metadata(price);
        call.form().flag("active").ifPresent(active -> price.set("active", active));
        call.form().text("nickname").ifPresent(name -> price.set("nickname", name.isEmpty() ? null : name));
        call.form().text("lookup_key").ifPresent(key -> price.set("lookup_key", key.isEmpty() ? null : key));
        call.form().flag("transfer_lookup_key");
        call.work().save(price);
        call.work().event("price.updated", price);
        return Answer.of(price);
    }

    private static Answer listPrices(Call call) {
        Form form = call.form();
        List<String> keys = form.texts("lookup_keys");
        Predicate<Resource> isWanted = price -> keys.isEmpty() || keys.contains(price.text("lookup_key"));
        for (String name : List.of("product", "active", "currency", "type")) {
            String value = form.textOr(name, "");
            isWanted = isWanted.and(price -> value.isEmpty() || price.is(name, value));
        }
        return Listing.page(
                call, call.work().all(PRICE).stream().filter(isWanted).toList());
    }
}
