package io.aula.identity.commerce.offer;

import io.aula.identity.commerce.SaleCurrency;

/** What came of setting prices. */
sealed interface OfferOutcome {
    record Stands(Offer offer) implements OfferOutcome {}

    record NoSuchCourse(String id) implements OfferOutcome {}

    record NotTaught() implements OfferOutcome {}

    record NoLongerAdmin() implements OfferOutcome {}

    record NoPrice() implements OfferOutcome {}

    record NotSoldIn(String currency) implements OfferOutcome {}

    record TwoPricesIn(SaleCurrency currency) implements OfferOutcome {}

    /** Below what can be charged, or above it. */
    record NotChargeable(SaleCurrency currency) implements OfferOutcome {}

    record TrialTooLong(int most) implements OfferOutcome {}
}
