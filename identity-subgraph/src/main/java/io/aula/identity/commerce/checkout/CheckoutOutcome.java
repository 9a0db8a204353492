package io.aula.identity.commerce.checkout;

import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.promotion.PromotionUse;

/** What came of the wish to buy. */
sealed interface CheckoutOutcome {
    record Stands(Checkout checkout) implements CheckoutOutcome {}

    record NotForSale(String offerId) implements CheckoutOutcome {}

    record NotSoldIn(String currency) implements CheckoutOutcome {}

    /** Everything else they paid was in that one: the provider keeps one for each customer. */
    record OtherCurrency(SaleCurrency theirs, boolean isSoldInIt) implements CheckoutOutcome {}

    /** What this key began was closed, by time or by another wish; a new press begins anew. */
    record Over() implements CheckoutOutcome {}

    record CodeRefused(PromotionUse why) implements CheckoutOutcome {}

    record IsFree() implements CheckoutOutcome {}

    record AlreadyOwned() implements CheckoutOutcome {}

    /** Who has a membership changes it instead of taking out another. */
    record AlreadyMember() implements CheckoutOutcome {}

    record NoAccount() implements CheckoutOutcome {}

    record KeyInvalid() implements CheckoutOutcome {}

    record KeyReused() implements CheckoutOutcome {}

    /** This installation takes no payments. */
    record NotConfigured() implements CheckoutOutcome {}

    /** The provider does not answer; the wish stands, and asking again goes on with it. */
    record ProviderAway() implements CheckoutOutcome {}
}
