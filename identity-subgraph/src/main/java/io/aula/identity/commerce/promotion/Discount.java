package io.aula.identity.commerce.promotion;

import io.aula.identity.commerce.Money;

/**
 * What a code makes of a price.
 *
 * @param off in the price's minor units, more than nothing
 */
public record Discount(Promotion promotion, Money before, long off) {
    public Money after() {
        return new Money(before.amount() - off, before.currency());
    }
}
