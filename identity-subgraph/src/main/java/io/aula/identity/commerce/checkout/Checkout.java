package io.aula.identity.commerce.checkout;

import io.aula.identity.commerce.Money;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.OfferId;
import io.aula.platform.id.PromotionId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One wish to buy a course, or to take out the membership.
 *
 * @param courseId null of the membership
 * @param price fixed when it began, whatever the offer has become since, before what a code takes off
 * @param promo by which code something is taken off; null where none is
 * @param locale ISO 639, in which the provider's page speaks
 * @param attempt how often the provider refused to make its page
 * @param failure why the last try to pay failed: the provider's code
 * @param sessionId the provider's name of its page, null until there is one
 * @param url of that page
 */
public record Checkout(
        CheckoutId id,
        UserId userId,
        OfferId offerId,
        @Nullable CourseId courseId,
        Money price,
        @Nullable Promo promo,
        String locale,
        int attempt,
        Status status,
        @Nullable String failure,
        @Nullable String sessionId,
        @Nullable String paymentIntentId,
        @Nullable String url,
        Instant expiresAt) {
    /** @param off in the price's minor units */
    public record Promo(PromotionId promotionId, long off) {}

    public enum Status {
        OPEN,
        PROCESSING,
        PAID,
        FAILED,
        EXPIRED
    }

    boolean isOpenUntil(Instant moment) {
        return status == Status.OPEN && expiresAt.isAfter(moment);
    }
}
