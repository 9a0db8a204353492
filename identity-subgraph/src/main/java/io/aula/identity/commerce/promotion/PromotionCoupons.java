package io.aula.identity.commerce.promotion;

import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.payment.PaymentProvider;
import io.aula.platform.id.PromotionId;
import org.springframework.stereotype.Component;

/** What the payment provider calls our codes: made when somebody first wants to pay with one, and then remembered. */
@Component
public class PromotionCoupons {
    private final Promotions promotions;
    private final PaymentProvider provider;

    PromotionCoupons(Promotions promotions, PaymentProvider provider) {
        this.promotions = promotions;
        this.provider = provider;
    }

    public String of(PromotionId promotionId) {
        return promotions.coupon(promotionId).orElseGet(() -> make(promotionId));
    }

    /** The provider does not work with this one any more: there is another the next time. */
    public void forget(PromotionId promotionId, String coupon) {
        promotions.forgetCoupon(promotionId, coupon);
    }

    private String make(PromotionId promotionId) {
        Promotion promotion = promotions.byId(promotionId).orElseThrow();
        Integer percent = promotion.off() instanceof Promotion.Off.Percent(int of) ? of : null;
        Money amount = promotion.off() instanceof Promotion.Off.Amount(Money money) ? money : null;
        String made = provider.coupon(
                new PaymentProvider.NewCoupon(promotionId, percent, amount, promotion.code()),
                promotions.attempt(promotionId));
        promotions.setCoupon(promotionId, made);
        return made;
    }
}
