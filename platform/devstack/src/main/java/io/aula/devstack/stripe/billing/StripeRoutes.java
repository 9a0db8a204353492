package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.Answer;
import io.aula.devstack.stripe.wire.Call;
import io.aula.devstack.stripe.wire.Listing;
import io.aula.devstack.stripe.wire.Routes;
import java.util.List;
import java.util.Optional;

/** All that the API answers to. */
public final class StripeRoutes {

    private StripeRoutes() {}

    public static Routes all() {
        Routes routes = new Routes();
        Customers.routes(routes);
        Catalog.routes(routes);
        Promotions.routes(routes);
        PaymentMethods.routes(routes);
        PaymentIntents.routes(routes);
        Refunds.routes(routes);
        Disputes.routes(routes);
        Balances.routes(routes);
        CheckoutSessions.routes(routes);
        Portal.routes(routes);
        SubscriptionCalls.routes(routes);
        InvoiceCalls.routes(routes);
        TestClocks.routes(routes);
        routes.get("/v1/events/{}", call -> Answer.of(call.subject("event")));
        routes.get("/v1/events", StripeRoutes::events);
        return routes;
    }

    /** Does what has become due for those who live in real time; tells when there is more, in seconds. */
    public static Optional<Long> runDue(Work work) {
        DueWork due = new DueWork(work, "");
        due.runUntil(work.realNow().getEpochSecond());
        return due.nextAt();
    }

    private static Answer events(Call call) {
        String type = call.form().textOr("type", "");
        List<String> types = call.form().texts("types");
        return Listing.page(
                call,
                call.work().all("event").stream()
                        .filter(each -> type.isEmpty() || isOf(each, type))
                        .filter(each -> types.isEmpty() || types.stream().anyMatch(wanted -> isOf(each, wanted)))
                        .toList());
    }

    /** {@code invoice.*} stands for all that begins so. */
    private static boolean isOf(Resource event, String type) {
        return type.endsWith(".*")
                ? event.text("type").startsWith(type.substring(0, type.length() - 1))
                : event.is("type", type);
    }
}
