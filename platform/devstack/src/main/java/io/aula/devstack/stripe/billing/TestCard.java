package io.aula.devstack.stripe.billing;

import java.util.Arrays;
import java.util.Optional;

/** Stripe's test cards, from its documentation on testing. No other number is taken. */
public enum TestCard {
    VISA("4242424242424242", "visa", "pm_card_visa", Decline.NONE, Trait.NONE),
    MASTERCARD("5555555555554444", "mastercard", "pm_card_mastercard", Decline.NONE, Trait.NONE),
    DECLINED("4000000000000002", "visa", "pm_card_chargeDeclined", Decline.GENERIC, Trait.NONE),
    INSUFFICIENT_FUNDS(
            "4000000000009995",
            "visa",
            "pm_card_chargeDeclinedInsufficientFunds",
            Decline.INSUFFICIENT_FUNDS,
            Trait.NONE),
    EXPIRED("4000000000000069", "visa", "pm_card_chargeDeclinedExpiredCard", Decline.EXPIRED, Trait.NONE),
    WRONG_CVC("4000000000000127", "visa", "pm_card_chargeDeclinedIncorrectCvc", Decline.WRONG_CVC, Trait.NONE),
    /** Asks its holder once; what was agreed to then holds for later payments. */
    THREE_D_SECURE("4000002500003155", "visa", "pm_card_authenticationRequired", Decline.NONE, Trait.ASKS_ONCE),
    /** Can be kept with a customer, and fails at each charge. */
    FAILS_WHEN_CHARGED("4000000000000341", "visa", "pm_card_chargeCustomerFail", Decline.GENERIC, Trait.ATTACHES),
    /** What is given back is on its way until {@code /double/refunds} says what became of it. */
    REFUND_PENDING("4000000000007726", "visa", "pm_card_pendingRefund", Decline.NONE, Trait.REFUNDS_TAKE_TIME),
    /** What is given back is said to have succeeded, and has failed as soon as that is read again. */
    REFUND_FAILS("4000000000005126", "visa", "pm_card_refundFail", Decline.NONE, Trait.REFUNDS_FAIL),
    /** Its holder's bank asks for the money back as soon as it was paid. */
    DISPUTED("4000000000000259", "visa", "pm_card_createDispute", Decline.NONE, Trait.IS_DISPUTED);

    enum Trait {
        NONE,
        ASKS_ONCE,
        ATTACHES,
        REFUNDS_TAKE_TIME,
        REFUNDS_FAIL,
        IS_DISPUTED
    }

    /** Why a bank said no, in Stripe's codes. */
    enum Decline {
        NONE("", "", ""),
        GENERIC("card_declined", "generic_decline", "Your card was declined."),
        INSUFFICIENT_FUNDS("card_declined", "insufficient_funds", "Your card has insufficient funds."),
        EXPIRED("expired_card", "expired_card", "Your card has expired."),
        WRONG_CVC("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect."),
        AUTHENTICATION(
                "authentication_required",
                "authentication_required",
                "Your card was declined. This transaction requires authentication."),
        AUTHENTICATION_FAILED(
                "payment_intent_authentication_failure",
                "",
                "We are unable to authenticate your payment method. Please choose a different payment method and try again.");

        final String code;
        final String declineCode;
        final String message;

        Decline(String code, String declineCode, String message) {
            this.code = code;
            this.declineCode = declineCode;
            this.message = message;
        }
    }

    final String number;
    final String brand;
    final String token;
    final Decline decline;
    final Trait trait;

    TestCard(String number, String brand, String token, Decline decline, Trait trait) {
        this.number = number;
        this.brand = brand;
        this.token = token;
        this.decline = decline;
        this.trait = trait;
    }

    String last4() {
        return number.substring(number.length() - 4);
    }

    /** By number, spaces aside. */
    public static Optional<TestCard> ofNumber(String number) {
        String digits = number.replaceAll("[ -]", "");
        return Arrays.stream(values())
                .filter(card -> card.number.equals(digits))
                .findFirst();
    }

    static Optional<TestCard> ofToken(String token) {
        return Arrays.stream(values()).filter(card -> card.token.equals(token)).findFirst();
    }
}
