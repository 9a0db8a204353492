package io.aula.identity.commerce;

/**
 * A difference between sums: what is due where it is above nothing, what is owed to the other where it is below.
 *
 * @param amount in the currency's minor units
 */
public record SignedMoney(long amount, SaleCurrency currency) {}
