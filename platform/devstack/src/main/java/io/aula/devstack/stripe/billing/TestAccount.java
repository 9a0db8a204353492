package io.aula.devstack.stripe.billing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Stripe's test accounts for SEPA direct debits (docs.stripe.com/payments/sepa-debit, "Test IBANs"). No other number is taken. */
enum TestAccount {
    SUCCEEDS("AT611904300234573201", "", ""),
    FAILS("AT861904300235473202", "debit_not_authorized", "The customer's bank did not let the debit through."),
    INSUFFICIENT_FUNDS("AT981904300002222227", "insufficient_funds", "The customer's account has insufficient funds."),
    /** The money arrives, and its holder's bank asks for it back at once. */
    DISPUTED("AT591904300235473203", "", "");

    final String iban;
    final String failureCode;
    final String failureMessage;

    TestAccount(String iban, String failureCode, String failureMessage) {
        this.iban = iban;
        this.failureCode = failureCode;
        this.failureMessage = failureMessage;
    }

    boolean pays() {
        return failureCode.isEmpty();
    }

    String last4() {
        return iban.substring(iban.length() - 4);
    }

    /** By number, spaces aside. */
    static Optional<TestAccount> ofIban(String iban) {
        String letters = iban.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(account -> account.iban.equals(letters))
                .findFirst();
    }
}
