package io.aula.devstack.stripe.billing;

import io.aula.devstack.stripe.ledger.Resource;

/** How an attempt to charge a card ended. */
sealed interface Outcome {

    record Paid(Resource charge) implements Outcome {}

    /** @param error as it stands in an error answer and in {@code last_payment_error} */
    record Declined(Resource error) implements Outcome {}

    /** The card's holder is to be asked on a page of the bank's. */
    record Asked() implements Outcome {}

    /** Who is there while the card is charged. */
    enum Presence {
        AT_THE_PAGE,
        /** The bank has asked, and the holder agreed. */
        AGREED,
        REFUSED,
        ABSENT
    }
}
