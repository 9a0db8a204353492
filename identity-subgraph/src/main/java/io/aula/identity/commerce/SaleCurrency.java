package io.aula.identity.commerce;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What things are sold in: ISO 4217, all with two decimals. The least that can be charged is Stripe's (docs.stripe.com/currencies,
 * minimum and maximum charge amounts); the most is what its eight digits hold.
 */
public enum SaleCurrency {
    EUR(50),
    USD(50),
    GBP(30),
    MXN(1_000);

    public static final long MOST = 99_999_999;

    private final long least;

    SaleCurrency(long least) {
        this.least = least;
    }

    /** The currency of this code, in capitals or not; empty when nothing is sold in it. */
    public static Optional<SaleCurrency> parse(String code) {
        String wanted = code.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(each -> each.name().equals(wanted))
                .findFirst();
    }

    public long least() {
        return least;
    }

    public boolean canCharge(long amount) {
        return amount >= least && amount <= MOST;
    }
}
