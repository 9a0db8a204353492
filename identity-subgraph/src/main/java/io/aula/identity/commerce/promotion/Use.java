package io.aula.identity.commerce.promotion;

import io.aula.identity.commerce.Money;
import io.aula.platform.id.CourseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to use a code for, and how it was used so far.
 *
 * @param course null of the membership
 * @param isUsedByThem whether this person has bought with it
 * @param uses by everybody, with those that may still be paid
 */
record Use(@Nullable CourseId course, Money price, boolean isUsedByThem, int uses, Instant now) {

    /** Pure. */
    PromotionUse of(Promotion promotion) {
        if (promotion.isOverAt(now)) {
            return new PromotionUse.Over();
        }
        boolean isOfThis = course == null
                ? promotion.isOfMembership()
                : promotion.courses().contains(course);
        if (!isOfThis) {
            return new PromotionUse.OfSomethingElse();
        }
        if (isUsedByThem) {
            return new PromotionUse.UsedByThem();
        }
        Integer most = promotion.maxRedemptions();
        if (most != null && uses >= most) {
            return new PromotionUse.UsedUp();
        }
        if (promotion.off() instanceof Promotion.Off.Amount(Money money) && money.currency() != price.currency()) {
            return new PromotionUse.OfOtherCurrency(money.currency());
        }
        long off = promotion.offOf(price);
        long after = price.amount() - off;
        return after == 0 || price.currency().canCharge(after)
                ? new PromotionUse.Good(new Discount(promotion, price, off))
                : new PromotionUse.TooLittleLeft();
    }
}
