package io.aula.identity.commerce.order;

import io.aula.platform.id.OrderId;
import io.aula.platform.id.RefundId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money of an order that goes back, whoever began it.
 *
 * @param amount minor units of the order's currency
 * @param reason why, in the words of who asked for it here; null where it was begun at the provider
 * @param stripeId null while it is not known there
 */
public record Refund(
        RefundId id,
        OrderId orderId,
        long amount,
        Status status,
        @Nullable String reason,
        @Nullable String stripeId,
        Instant createdAt) {
    public enum Status {
        PENDING,
        SUCCEEDED,
        FAILED
    }

    /** Whether nobody knows yet if the provider has taken it up. */
    public boolean isToCarryOut() {
        return status == Status.PENDING && stripeId == null;
    }
}
