package io.aula.identity.commerce;

import java.math.BigDecimal;

/**
 * A sum in a currency; sums in different ones are never compared or added.
 *
 * @param amount in the currency's minor units, never negative
 */
public record Money(long amount, SaleCurrency currency) {
    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("No sum of money is below nothing: " + amount + " " + currency);
        }
    }

    /** For the log of what was done, in no language: {@code 19.99 EUR}. */
    public String words() {
        return BigDecimal.valueOf(amount, 2).toPlainString() + " " + currency;
    }
}
