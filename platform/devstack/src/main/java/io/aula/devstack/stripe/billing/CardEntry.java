package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A card as a person types it. */
public record CardEntry(String number, String expiry, String cvc, String name) {

    private static final Pattern EXPIRY = Pattern.compile("\\s*(\\d{1,2})\\s*/\\s*(?:20)?(\\d{2})\\s*");

    /** What is wrong with an entry, in Stripe's code. */
    static final class Invalid extends RuntimeException {

        private static final long serialVersionUID = 1;

        Invalid(String code) {
            super(code);
        }

        String code() {
            return String.valueOf(getMessage());
        }
    }

    /** @throws Invalid before anything is charged */
    Resource method(Work work) {
        TestCard card = TestCard.ofNumber(number).orElseThrow(() -> new Invalid("incorrect_number"));
        Matcher date = EXPIRY.matcher(expiry);
        if (!date.matches()) {
            throw new Invalid("invalid_expiry");
        }
        int month = Integer.parseInt(date.group(1));
        int year = 2000 + Integer.parseInt(date.group(2));
        if (month < 1 || month > 12) {
            throw new Invalid("invalid_expiry");
        }
        if (YearMonth.of(year, month).isBefore(YearMonth.from(work.realNow().atZone(ZoneOffset.UTC)))) {
            throw new Invalid("invalid_expiry_year_past");
        }
        if (!cvc.strip().matches("\\d{3,4}")) {
            throw new Invalid("incomplete_cvc");
        }
        return PaymentMethods.make(work, card, month, year, name.strip());
    }
}
