package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Resource;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Billing periods counted from one anchor, so that a subscription of the 31st of January falls on the 28th of February and on the
 * 31st of March again.
 */
record Cycle(long anchor, String interval, long count) {

    static Cycle of(Resource price, long anchor) {
        return new Cycle(anchor, price.text("recurring.interval"), price.number("recurring.interval_count"));
    }

    /** The end of period {@code number}, which is counted from 1. */
    long end(long number) {
        OffsetDateTime start = Instant.ofEpochSecond(anchor).atOffset(ZoneOffset.UTC);
        long intervals = number * count;
        OffsetDateTime end = switch (interval) {
            case "day" -> start.plusDays(intervals);
            case "week" -> start.plusWeeks(intervals);
            case "year" -> start.plusYears(intervals);
            default -> start.plusMonths(intervals);
        };
        return end.toEpochSecond();
    }

    boolean isAsLongAs(Cycle other) {
        return interval.equals(other.interval) && count == other.count;
    }
}
