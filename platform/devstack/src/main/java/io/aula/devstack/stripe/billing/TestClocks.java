package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import io.aula.devstack.stripe.wire.Answer;
import io.aula.devstack.stripe.wire.Call;
import io.aula.devstack.stripe.wire.Listing;
import io.aula.devstack.stripe.wire.Routes;
import io.aula.devstack.stripe.wire.StripeFailure;
import java.time.Duration;

/** A time of their own for some customers, which only moves when it is told to. */
public final class TestClocks {

    static final String TYPE = "test_helpers.test_clock";
    private static final long LONGEST_STEP = Duration.ofDays(366L * 3).toSeconds();
    private static final long KEPT = Duration.ofDays(30).toSeconds();

    private TestClocks() {}

    static void routes(Routes routes) {
        routes.post("/v1/test_helpers/test_clocks", call -> {
            long time =
                    call.form().number("frozen_time").orElseThrow(() -> StripeFailure.missingParameter("frozen_time"));
            Resource clock = make(call.work(), time, call.form().textOr("name", ""));
            return Answer.of(clock);
        });
        routes.get("/v1/test_helpers/test_clocks/{}", call -> Answer.of(call.subject(TYPE)));
        routes.get("/v1/test_helpers/test_clocks", call -> Listing.of(call, TYPE));
        routes.post("/v1/test_helpers/test_clocks/{}/advance", TestClocks::advance);
    }

    /** What a test may do though Stripe may not: gives a customer a clock after the fact, and moves it. */
    public static Resource move(Work work, String customerId, long seconds) {
        Resource customer = work.find(Customers.TYPE, customerId)
                .orElseThrow(() -> StripeFailure.missing("customer", customerId, "customer"));
        Resource clock = work.find(TYPE, customer.text("test_clock")).orElseGet(() -> {
            Resource made = make(work, work.now(customerId), "of " + customerId);
            work.save(customer.set("test_clock", made.id()));
            Subscriptions.ofCustomer(work, customerId).forEach(each -> work.save(each.set("test_clock", made.id())));
            work.all(Invoices.TYPE).stream()
                    .filter(each -> each.is("customer", customerId))
                    .forEach(each -> work.save(each.set("test_clock", made.id())));
            return made;
        });
        return moveTo(work, clock, clock.number("frozen_time") + seconds);
    }

    private static Resource make(Work work, long time, String name) {
        Resource clock = work.create(TYPE, "clock_1", "");
        clock.set("deletes_after", clock.number("created") + KEPT)
                .set("frozen_time", time)
                .set("name", Texts.orNull(name))
                .set("status", "ready")
                .set("status_details", Json.object());
        work.save(clock);
        work.event("test_helpers.test_clock.created", clock);
        return clock;
    }

    /** All of it has happened when this answers; it says "advancing" as Stripe would, and the next look "ready". */
    private static Answer advance(Call call) {
        Resource clock = call.subject(TYPE);
        long target =
                call.form().number("frozen_time").orElseThrow(() -> StripeFailure.missingParameter("frozen_time"));
        if (target <= clock.number("frozen_time")) {
            throw StripeFailure.invalid(
                    "The test clock can only be advanced to a time after its current frozen time.", "frozen_time");
        }
        Resource moved = moveTo(call.work(), clock, target);
        return Answer.of(moved.copy()
                .set("status", "advancing")
                .set("status_details", Json.object("advancing", Json.object("target_frozen_time", target))));
    }

    private static Resource moveTo(Work work, Resource clock, long target) {
        if (target - clock.number("frozen_time") > LONGEST_STEP) {
            throw StripeFailure.invalid("A clock moves at most three years at a time.", "frozen_time");
        }
        new DueWork(work, clock.id()).runUntil(target);
        work.save(clock.set("frozen_time", target));
        work.event("test_helpers.test_clock.ready", clock);
        return clock;
    }
}
