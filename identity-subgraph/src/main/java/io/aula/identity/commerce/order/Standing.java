package io.aula.identity.commerce.order;

import io.aula.identity.commerce.payment.Payment;
import io.aula.identity.commerce.payment.Payment.Refund.State;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How an order stands by what was paid, what went back and what a bank asks for. Pure.
 *
 * @param refunded what arrived, never more than was paid
 * @param underWay what is on its way
 */
record Standing(long total, long refunded, long underWay, Order.@Nullable Dispute dispute) {

    static Standing of(Payment.Receipt receipt) {
        long refunded = Math.min(receipt.total(), receipt.refunded(State.SUCCEEDED));
        return new Standing(
                receipt.total(),
                refunded,
                Math.min(receipt.total() - refunded, receipt.refunded(State.PENDING)),
                dispute(receipt));
    }

    private static Order.@Nullable Dispute dispute(Payment.Receipt receipt) {
        Set<Payment.Dispute.State> states =
                receipt.disputes().stream().map(Payment.Dispute::state).collect(Collectors.toSet());
        if (states.contains(Payment.Dispute.State.LOST)) {
            return Order.Dispute.LOST;
        }
        return states.contains(Payment.Dispute.State.OPEN) ? Order.Dispute.OPEN : null;
    }

    Order.Status status() {
        if (dispute != null) {
            return Order.Status.DISPUTED;
        }
        if (refunded == 0) {
            return Order.Status.PAID;
        }
        return refunded < total ? Order.Status.PARTIALLY_REFUNDED : Order.Status.REFUNDED;
    }

    /** A part that went back takes nothing away; what is only asked for, or on its way, may still come to nothing. */
    OrderService.Right right() {
        boolean isAllBack = refunded > 0 && refunded == total;
        if (isAllBack || dispute == Order.Dispute.LOST) {
            return OrderService.Right.OVER;
        }
        boolean mayBeOver = dispute == Order.Dispute.OPEN || underWay > 0 && refunded + underWay == total;
        return mayBeOver ? OrderService.Right.HELD : OrderService.Right.OPEN;
    }
}
