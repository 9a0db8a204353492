package io.aula.identity.commerce.payment;

import io.aula.identity.commerce.Money;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.RefundId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a payment stands at the provider.
 *
 * @param checkoutId what we called it, empty where it is not ours
 */
public record Payment(
        String sessionId,
        Optional<CheckoutId> checkoutId,
        State state,
        @Nullable String paymentIntentId) {

    public sealed interface State {
        /**
         * Not paid, and it still can be.
         *
         * @param decline why the last try failed: the provider's code; null where nobody has tried
         */
        record Open(@Nullable String decline) implements State {}

        /** Paid by a way that takes its time, such as a transfer. */
        record Processing() implements State {}

        record Paid(Receipt receipt) implements State {}

        /** Taken out: what is paid from now on is the subscription's. */
        record Subscribed(String subscriptionId) implements State {}

        /** A way that takes its time came to nothing. */
        record Failed(@Nullable String decline) implements State {}

        record Expired() implements State {}
    }

    /**
     * What was paid, and what went back.
     *
     * @param subtotal before what a promotion took off and tax put on
     * @param refunds all that were begun, whoever began them
     * @param disputes in which the buyer's bank asks for money; mere questions are none
     */
    public record Receipt(
            Money subtotal,
            long discount,
            long tax,
            long total,
            Instant at,
            @Nullable String invoiceUrl,
            @Nullable String receiptUrl,
            List<Refund> refunds,
            List<Dispute> disputes) {
        public Receipt {
            refunds = List.copyOf(refunds);
            disputes = List.copyOf(disputes);
        }

        public long refunded(Refund.State state) {
            return refunds.stream()
                    .filter(refund -> refund.state() == state)
                    .mapToLong(Refund::amount)
                    .sum();
        }
    }

    /** What became of money that was paid. */
    public record Aftermath(List<Refund> refunds, List<Dispute> disputes) {
        public Aftermath {
            refunds = List.copyOf(refunds);
            disputes = List.copyOf(disputes);
        }
    }

    /** @param ours what we called it, null where it was begun at the provider */
    public record Refund(String id, @Nullable RefundId ours, long amount, State state, Instant at) {
        /** One that failed is money that is with us again, also where it had succeeded before. */
        public enum State {
            PENDING,
            SUCCEEDED,
            FAILED
        }
    }

    public record Dispute(String id, long amount, State state, Instant at) {
        /** While it is open the money is with the bank, as when it is lost. */
        public enum State {
            OPEN,
            WON,
            LOST
        }
    }
}
