package io.aula.identity.commerce.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.PromotionId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UseTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final CourseId COURSE = CourseId.next();
    private static final PromotionId PROMOTION = PromotionId.next();
    private static final UserId MAKER = UserId.next();
    private static final Money PRICE = euros(1_999);

    @Test
    void aPartIsRoundedAndTheRestIsPaid() {
        assertThat(use(false, 0).of(percent(25)))
                .isEqualTo(new PromotionUse.Good(new Discount(percent(25), PRICE, 500)));
        assertThat(new Discount(percent(25), PRICE, 500).after()).isEqualTo(euros(1_499));
    }

    @Test
    void anAmountTakesAtMostTheWholePrice() {
        assertThat(off(amount(5_000))).isEqualTo(1_999);
        assertThat(off(percent(100))).isEqualTo(1_999);
        assertThat(off(amount(500))).isEqualTo(500);
    }

    @Test
    void whatIsLeftCanBeChargedOrIsNothing() {
        assertThat(use(false, 0).of(amount(1_960))).isEqualTo(new PromotionUse.TooLittleLeft());
        assertThat(use(false, 0).of(percent(99))).isEqualTo(new PromotionUse.TooLittleLeft());
    }

    @Test
    void itHoldsUntilItsMomentAndUntilItIsEnded() {
        assertThat(use(false, 0).of(promotion(new Promotion.Off.Percent(10), null, NOW, null)))
                .isEqualTo(new PromotionUse.Over());
        assertThat(use(false, 0).of(promotion(new Promotion.Off.Percent(10), null, NOW.plusMillis(1), null)))
                .isInstanceOf(PromotionUse.Good.class);
        assertThat(use(false, 0).of(promotion(new Promotion.Off.Percent(10), null, null, NOW)))
                .isEqualTo(new PromotionUse.Over());
    }

    @Test
    void eachPersonUsesItOnceAndAllTogetherAsOftenAsItSays() {
        assertThat(use(true, 1).of(percent(10))).isEqualTo(new PromotionUse.UsedByThem());
        Promotion twice = promotion(new Promotion.Off.Percent(10), 2, null, null);
        assertThat(use(false, 1).of(twice)).isInstanceOf(PromotionUse.Good.class);
        assertThat(use(false, 2).of(twice)).isEqualTo(new PromotionUse.UsedUp());
    }

    @Test
    void ofAnotherCourseOfTheMembershipOrInAnotherCurrencyItIsNotGood() {
        Use ofOther = new Use(CourseId.next(), PRICE, false, 0, NOW);
        Use ofMembership = new Use(null, PRICE, false, 0, NOW);
        assertThat(ofOther.of(percent(10))).isEqualTo(new PromotionUse.OfSomethingElse());
        assertThat(ofMembership.of(percent(10))).isEqualTo(new PromotionUse.OfSomethingElse());
        Use inDollars = new Use(COURSE, new Money(1_999, SaleCurrency.USD), false, 0, NOW);
        assertThat(inDollars.of(amount(500))).isEqualTo(new PromotionUse.OfOtherCurrency(SaleCurrency.EUR));
        assertThat(inDollars.of(percent(10))).isInstanceOf(PromotionUse.Good.class);
    }

    private static long off(Promotion promotion) {
        return use(false, 0).of(promotion) instanceof PromotionUse.Good(Discount discount) ? discount.off() : -1;
    }

    private static Use use(boolean isUsedByThem, int uses) {
        return new Use(COURSE, PRICE, isUsedByThem, uses, NOW);
    }

    private static Promotion percent(int of) {
        return promotion(new Promotion.Off.Percent(of), null, null, null);
    }

    private static Promotion amount(long cents) {
        return promotion(new Promotion.Off.Amount(euros(cents)), null, null, null);
    }

    private static Promotion promotion(
            Promotion.Off off, @Nullable Integer most, @Nullable Instant expiresAt, @Nullable Instant endedAt) {
        return new Promotion(PROMOTION, "OTOÑO", off, Set.of(COURSE), most, expiresAt, endedAt, MAKER, Instant.EPOCH);
    }

    private static Money euros(long cents) {
        return new Money(cents, SaleCurrency.EUR);
    }
}
