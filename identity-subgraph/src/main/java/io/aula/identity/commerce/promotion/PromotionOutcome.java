package io.aula.identity.commerce.promotion;

import io.aula.identity.commerce.SaleCurrency;

/** What came of making or ending a code. */
sealed interface PromotionOutcome {
    record Stands(Promotion promotion) implements PromotionOutcome {}

    record NoSuchCourse(String id) implements PromotionOutcome {}

    record NotTaught() implements PromotionOutcome {}

    record NotStaff() implements PromotionOutcome {}

    record NoSuchPromotion(String id) implements PromotionOutcome {}

    record CodeInvalid() implements PromotionOutcome {}

    /** Another that goes on is called the same. */
    record CodeTaken(String code) implements PromotionOutcome {}

    /** Neither a percentage nor an amount, or both, or one that is out of range. */
    record OffInvalid() implements PromotionOutcome {}

    record NotSoldIn(String currency) implements PromotionOutcome {}

    /** Nothing of it costs anything in that currency, or less would be left than can be charged. */
    record TooMuchOff(SaleCurrency currency) implements PromotionOutcome {}

    record TooManyCourses(int most) implements PromotionOutcome {}

    record LimitInvalid(int most) implements PromotionOutcome {}

    record ExpiresInThePast() implements PromotionOutcome {}

    record KeyInvalid() implements PromotionOutcome {}

    record KeyReused() implements PromotionOutcome {}
}
