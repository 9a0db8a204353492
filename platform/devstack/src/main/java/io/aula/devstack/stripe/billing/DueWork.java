package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What time brings, in its order: ends of periods and trials, invoices to collect, sessions that nobody paid. */
final class DueWork {

    private static final long WARNED_BEFORE_TRIAL_ENDS = Duration.ofDays(3).toSeconds();
    /** A daily subscription over three years, with room. */
    private static final int MOST_STEPS = 5_000;

    private final Work work;
    private final String clock;

    /** @param clock whose customers; empty for those who live in real time */
    DueWork(Work work, String clock) {
        this.work = work;
        this.clock = clock;
    }

    private record Step(long at, Runnable action) {}

    /** Leaves {@link Work#now} at where it was before. */
    void runUntil(long target) {
        try {
            for (int i = 0; i < MOST_STEPS; i++) {
                Optional<Step> next = next().filter(step -> step.at() <= target);
                if (next.isEmpty()) {
                    return;
                }
                work.at(Instant.ofEpochSecond(next.get().at()));
                next.get().action().run();
            }
        } finally {
            work.at(null);
        }
    }

    /** Seconds; empty when nothing ever comes due. */
    Optional<Long> nextAt() {
        return next().map(Step::at);
    }

    private Optional<Step> next() {
        Stream<Step> subscriptions = work.all(Subscriptions.TYPE).stream()
                .filter(this::isOfClock)
                .filter(Subscriptions::isAlive)
                .flatMap(this::ofSubscription);
        Stream<Step> invoices =
                work.all(Invoices.TYPE).stream().filter(this::isOfClock).flatMap(this::ofInvoice);
        Stream<Step> sessions = clock.isEmpty()
                ? work.all(CheckoutSessions.TYPE).stream()
                        .filter(session -> session.is("status", "open"))
                        .map(session ->
                                new Step(session.number("expires_at"), () -> CheckoutSessions.expire(work, session)))
                : Stream.empty();
        Stream<Step> debits = work.all(Debits.UNDER_WAY).stream()
                .filter(debit -> clock.equals(work.find(debit.text("customer"))
                        .map(customer -> customer.text("test_clock"))
                        .orElse("")))
                .map(debit -> new Step(debit.number("settles_at"), () -> Debits.settle(work, debit)));
        return Stream.of(subscriptions, invoices, sessions, debits)
                .flatMap(each -> each)
                .min(Comparator.comparingLong(Step::at));
    }

    private boolean isOfClock(Resource object) {
        return object.text("test_clock").equals(clock);
    }

    private Stream<Step> ofSubscription(Resource subscription) {
        Stream.Builder<Step> steps = Stream.builder();
        String status = subscription.text("status");
        long end = Subscriptions.item(subscription).number("current_period_end");
        if (status.equals("incomplete")) {
            long at = subscription.number("created") + Endings.INCOMPLETE_SECONDS;
            return Stream.of(new Step(at, () -> Endings.expire(work, subscription)));
        }
        if (status.equals("paused")) {
            return Stream.empty();
        }
        if (subscription.has("cancel_at") && subscription.number("cancel_at") <= end) {
            return Stream.of(new Step(
                    subscription.number("cancel_at"), () -> Endings.end(work, subscription, "cancellation_requested")));
        }
        if (subscription.has("pending_update")) {
            steps.add(new Step(
                    subscription.number("pending_update.expires_at"), () -> PendingUpdates.expire(work, subscription)));
        }
        if (status.equals("trialing") && !subscription.isTrue("_warned")) {
            long at = Math.max(subscription.number("created"), end - WARNED_BEFORE_TRIAL_ENDS);
            steps.add(new Step(at, () -> {
                work.save(subscription.set("_warned", true));
                work.event("customer.subscription.trial_will_end", subscription);
            }));
        }
        return steps.add(new Step(end, () -> Renewals.renew(work, subscription)))
                .build();
    }

    private Stream<Step> ofInvoice(Resource invoice) {
        if (invoice.is("status", "draft") && invoice.has("automatically_finalizes_at")) {
            return Stream.of(
                    new Step(invoice.number("automatically_finalizes_at"), () -> Renewals.collect(work, invoice)));
        }
        if (invoice.is("status", "open") && invoice.has("next_payment_attempt")) {
            return Stream.of(new Step(invoice.number("next_payment_attempt"), () -> Renewals.collect(work, invoice)));
        }
        return Stream.empty();
    }
}
