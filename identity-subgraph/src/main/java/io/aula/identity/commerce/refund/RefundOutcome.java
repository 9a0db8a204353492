package io.aula.identity.commerce.refund;

import io.aula.identity.commerce.order.Order;

/** What came of asking for money back. */
sealed interface RefundOutcome {
    /** Carried out, or noted and carried out as soon as the provider answers. */
    record Granted(Order order) implements RefundOutcome {}

    /** The provider was asked and said no, now or right after it had said yes; nothing was given back, and the order is as the provider says now. */
    record NotCarriedOut() implements RefundOutcome {}

    record NoSuchOrder(String id) implements RefundOutcome {}

    record Refused(RefundEligibility eligibility) implements RefundOutcome {}

    record ReasonInvalid() implements RefundOutcome {}

    record KeyInvalid() implements RefundOutcome {}

    record KeyReused() implements RefundOutcome {}
}
