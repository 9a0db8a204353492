package io.aula.identity.commerce.refund;

import io.aula.identity.commerce.order.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether money goes back without anybody deciding: within 30 days, of what was watched to 30 % at most. Pure.
 *
 * @param watched share of the course, from 0 to 1
 * @param refusal why not; empty when it does
 */
record RefundEligibility(Instant until, double watched, Optional<Refusal> refusal) {
    static final double MOST_WATCHED = 0.3;
    private static final Duration TIME = Duration.ofDays(30);

    enum Refusal {
        NOTHING_LEFT,
        DISPUTED,
        TOO_LATE,
        WATCHED
    }

    static RefundEligibility of(Order order, double watched, Instant now) {
        Instant until = order.paidAt().plus(TIME);
        return new RefundEligibility(until, watched, refusal(order, watched, until, now));
    }

    /** As staff may give it back: time and how much was watched bind nobody who decides. */
    RefundEligibility byStaff() {
        return new RefundEligibility(
                until, watched, refusal.filter(why -> why == Refusal.NOTHING_LEFT || why == Refusal.DISPUTED));
    }

    /** While all that is left is being given back already. */
    RefundEligibility onItsWay() {
        return new RefundEligibility(until, watched, Optional.of(Refusal.NOTHING_LEFT));
    }

    private static Optional<Refusal> refusal(Order order, double watched, Instant until, Instant now) {
        if (order.dispute() != null) {
            return Optional.of(Refusal.DISPUTED);
        }
        if (order.left() == 0) {
            return Optional.of(Refusal.NOTHING_LEFT);
        }
        if (!now.isBefore(until)) {
            return Optional.of(Refusal.TOO_LATE);
        }
        return watched > MOST_WATCHED ? Optional.of(Refusal.WATCHED) : Optional.empty();
    }
}
