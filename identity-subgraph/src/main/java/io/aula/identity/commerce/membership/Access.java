package io.aula.identity.commerce.membership;

import io.aula.identity.commerce.payment.Subscription;
import io.aula.identity.entitlement.Entitlement;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription opens, by how it stands. Pure.
 *
 * @param endsAt from then on nothing, also where nobody hears of it
 * @param graceUntil null where nothing is owed
 */
record Access(
        Entitlement.State state,
        @Nullable Instant endsAt,
        @Nullable Instant graceUntil) {
    static final Duration GRACE = Duration.ofDays(14);
    static final Duration WORD_BEFORE_CARD_EXPIRES = Duration.ofDays(30);

    /** A renewal is a draft for an hour, and its word may be lost or late; nobody who pays is shut out for that. */
    static final Duration SLACK = Duration.ofDays(3);

    static Access of(Subscription subscription) {
        Instant cancelAt = subscription.cancelAt();
        return switch (subscription.status()) {
            case ACTIVE, TRIALING ->
                new Access(
                        Entitlement.State.ACTIVE,
                        cancelAt == null ? subscription.currentPeriodEnd().plus(SLACK) : cancelAt,
                        null);
            case PAST_DUE -> {
                Instant until = earlier(graceUntil(subscription), cancelAt);
                yield new Access(Entitlement.State.GRACE, until, until);
            }
            case INCOMPLETE, UNPAID, PAUSED -> new Access(Entitlement.State.SUSPENDED, null, null);
            case CANCELED -> new Access(Entitlement.State.EXPIRED, subscription.endedAt(), null);
        };
    }

    /** What became of the money takes it away again, whatever the subscription says. */
    Access after(Bill bill) {
        return switch (bill) {
            case STANDS -> this;
            case HELD -> new Access(Entitlement.State.SUSPENDED, endsAt, graceUntil);
            case BACK -> new Access(Entitlement.State.REVOKED, endsAt, null);
        };
    }

    /** As it counts at a moment: what is over is not told of as if it began. */
    Access at(Instant now) {
        boolean isOver = state.equals(Entitlement.State.ACTIVE) || state.equals(Entitlement.State.GRACE);
        return isOver && endsAt != null && !endsAt.isAfter(now)
                ? new Access(Entitlement.State.EXPIRED, endsAt, graceUntil)
                : this;
    }

    /** What the last paid bill has come to: paid, asked for by a bank or on its way back, or back. */
    enum Bill {
        STANDS,
        HELD,
        BACK
    }

    /**
     * From the oldest bill that is still open, so that the next one does not begin it anew; where none is, from the beginning of the
     * time that is not paid, which has gone by.
     */
    private static Instant graceUntil(Subscription subscription) {
        Instant since = subscription.owingSince();
        return (since == null ? subscription.currentPeriodStart() : since).plus(GRACE);
    }

    private static Instant earlier(Instant first, @Nullable Instant second) {
        return second != null && second.isBefore(first) ? second : first;
    }
}
