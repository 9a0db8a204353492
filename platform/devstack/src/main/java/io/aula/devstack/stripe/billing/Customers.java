package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.Answer;
import io.aula.devstack.stripe.wire.Call;
import io.aula.devstack.stripe.wire.Form;
import io.aula.devstack.stripe.wire.Listing;
import io.aula.devstack.stripe.wire.Routes;
import java.util.List;
import java.util.Map;

/** Who pays. */
final class Customers {

    static final String TYPE = "customer";
    private static final List<String> TEXTS =
            List.of("name", "email", "description", "phone", "individual_name", "business_name");

    private Customers() {}

    static void routes(Routes routes) {
        routes.post("/v1/customers", Customers::create);
        routes.get("/v1/customers/{}", call -> Answer.of(shown(call.subject(TYPE))));
        routes.post("/v1/customers/{}", call -> {
            Resource customer = call.named(TYPE);
            change(call, customer);
            call.work().save(customer);
            call.work().event("customer.updated", customer);
            return Answer.of(customer);
        });
        routes.delete("/v1/customers/{}", Customers::delete);
        routes.get("/v1/customers", call -> Listing.of(call, TYPE, "email", "test_clock"));
    }

    static Resource make(Work work, String email, String name, String clock) {
        Resource customer = work.create(TYPE, "cus_", "")
                .set("address", null)
                .set("balance", 0)
                .set("currency", null)
                .set("default_source", null)
                .set("delinquent", false)
                .set("description", null)
                .set("discount", null)
                .set("email", email.isEmpty() ? null : email)
                .set("invoice_prefix", Work.random(8).toUpperCase(java.util.Locale.ROOT))
                .set(
                        "invoice_settings",
                        Json.object(
                                "custom_fields",
                                null,
                                "default_payment_method",
                                null,
                                "footer",
                                null,
                                "rendering_options",
                                null))
                .set("metadata", Map.of())
                .set("name", name.isEmpty() ? null : name)
                .set("next_invoice_sequence", 1)
                .set("phone", null)
                .set("preferred_locales", List.of())
                .set("shipping", null)
                .set("tax_exempt", "none")
                .set("test_clock", clock.isEmpty() ? null : clock);
        work.find(clock).ifPresent(found -> customer.set("created", found.number("frozen_time")));
        return customer;
    }

    private static Answer create(Call call) {
        Work work = call.work();
        String clock = call.form().has("test_clock")
                ? call.named(TestClocks.TYPE, "test_clock").id()
                : "";
        Resource customer = make(work, "", "", clock);
        work.save(customer);
        change(call, customer);
        work.save(customer);
        work.event("customer.created", customer);
        return Answer.of(customer);
    }

    private static void change(Call call, Resource customer) {
        Form form = call.form();
        for (String name : TEXTS) {
            form.text(name).ifPresent(text -> customer.set(name, text.isEmpty() ? null : text));
        }
        form.number("balance").ifPresent(balance -> customer.set("balance", balance));
        form.choice("tax_exempt", "none", "exempt", "reverse").ifPresent(exempt -> customer.set("tax_exempt", exempt));
        if (form.has("preferred_locales")) {
            customer.set("preferred_locales", form.texts("preferred_locales"));
        }
        form.child("address").ifPresent(address -> customer.set("address", address(address)));
        call.metadata(customer);
        form.text("payment_method")
                .filter(id -> !id.isEmpty())
                .ifPresent(id -> PaymentMethods.attach(
                        call.work(), PaymentMethods.find(call.work(), id, "payment_method"), customer.id()));
        form.child("invoice_settings")
                .flatMap(settings -> settings.text("default_payment_method"))
                .ifPresent(id -> customer.set("invoice_settings.default_payment_method", id.isEmpty() ? null : id));
    }

    private static Resource address(Form form) {
        Resource address = Resource.of(Json.object());
        for (String part : List.of("city", "country", "line1", "line2", "postal_code", "state")) {
            address.set(part, form.text(part).filter(text -> !text.isEmpty()).orElse(null));
        }
        return address;
    }

    /** Its subscriptions end at once; what was paid stays. */
    private static Answer delete(Call call) {
        Resource customer = call.named(TYPE);
        Subscriptions.ofCustomer(call.work(), customer.id()).stream()
                .filter(Subscriptions::isAlive)
                .forEach(subscription -> Endings.end(call.work(), subscription, "cancellation_requested"));
        call.work().event("customer.deleted", customer);
        call.work().save(customer.set("deleted", true));
        return Answer.of(shown(customer));
    }

    /** Of a deleted customer Stripe tells no more than that. */
    private static Resource shown(Resource customer) {
        return customer.isTrue("deleted")
                ? Resource.of(Json.object("id", customer.id(), "object", TYPE, "deleted", true))
                : customer;
    }
}
