package io.aula.identity.commerce.checkout;

import io.aula.platform.graphql.Messages;

/**
 * Why nothing was charged, in words for the person (codes: docs.stripe.com/declines/codes).
 *
 * @param retryable whether another try at the same page may go through
 */
record PaymentFailure(String declineCode, String message, boolean retryable) {

    static PaymentFailure of(String code, boolean isOpen) {
        return new PaymentFailure(code, reason(code), isOpen);
    }

    private static String reason(String code) {
        return switch (code) {
            case "insufficient_funds" ->
                Messages.of("La tarjeta no tiene saldo suficiente.", "The card has not enough funds.");
            case "expired_card" -> Messages.of("La tarjeta está caducada.", "The card has expired.");
            case "incorrect_cvc", "invalid_cvc" ->
                Messages.of("El código de seguridad no es correcto.", "The security code is not right.");
            case "authentication_required", "payment_intent_authentication_failure" ->
                Messages.of("Tu banco no confirmó que fueras tú.", "Your bank did not confirm that it was you.");
            case "processing_error" ->
                Messages.of("El banco no respondió como debía.", "The bank did not answer as it should.");
            default -> Messages.of("El banco rechazó el pago.", "The bank declined the payment.");
        };
    }
}
