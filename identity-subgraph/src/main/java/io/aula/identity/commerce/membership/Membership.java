package io.aula.identity.commerce.membership;

import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.payment.Subscription;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.MembershipId;
import io.aula.platform.id.OfferId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * All courses, for as long as it is paid.
 *
 * @param checkoutId by which it was taken out
 * @param itemId the provider's name of what is changed when the price is; null until it was read once
 * @param price what its member pays, whatever the offer costs now
 * @param endsAt when it will end, or has ended; null while it goes on
 * @param graceUntil until when nothing is taken away although a payment is outstanding
 * @param pending a change that its member's bank wants confirmed first
 */
public record Membership(
        MembershipId id,
        UserId userId,
        CheckoutId checkoutId,
        OfferId offerId,
        String subscriptionId,
        @Nullable String itemId,
        @Nullable String customer,
        Subscription.Status status,
        Money price,
        Instant currentPeriodEnd,
        @Nullable Instant endsAt,
        @Nullable Instant trialEndsAt,
        @Nullable Instant owingSince,
        @Nullable Instant graceUntil,
        @Nullable Pending pending,
        Subscription.@Nullable Card card) {
    /** @param invoiceId the provider's name of what has to be paid first */
    public record Pending(OfferId offerId, String invoiceId, Instant until) {}

    /** Over for good; another one may be taken out. */
    public boolean isOver() {
        return status == Subscription.Status.CANCELED;
    }

    /** Nothing more is charged by itself, or it is tried again: what is open can be paid by hand. */
    boolean isOwing() {
        return status != Subscription.Status.ACTIVE && status != Subscription.Status.TRIALING && !isOver();
    }

    /** A card is good until its month is over, and said to expire before the payment after this one. */
    static boolean expiresSoon(Subscription.Card card, Instant now) {
        Instant end = YearMonth.of(card.year(), card.month())
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        return end.isBefore(now.plus(Access.WORD_BEFORE_CARD_EXPIRES));
    }
}
