package io.aula.identity.commerce.order;

import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.OfferId;
import io.aula.platform.id.OrderId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was paid.
 *
 * @param number for people, as it stands in mails
 * @param checkoutId by which it came
 * @param paymentId the provider's name of the payment
 * @param subtotal minor units, before what a promotion took off and tax put on
 * @param underWay what is on its way back
 * @param dispute whether the buyer's bank asks for the money, or has kept it; null where it does not, or lost
 */
public record Order(
        OrderId id,
        String number,
        UserId userId,
        CheckoutId checkoutId,
        String paymentId,
        Status status,
        SaleCurrency currency,
        long subtotal,
        long discount,
        long tax,
        long total,
        long refunded,
        long underWay,
        @Nullable Dispute dispute,
        Instant paidAt,
        @Nullable String invoiceUrl,
        @Nullable String receiptUrl,
        List<Line> lines) {
    public Order {
        lines = List.copyOf(lines);
    }

    public enum Status {
        PAID,
        PARTIALLY_REFUNDED,
        REFUNDED,
        DISPUTED
    }

    public enum Dispute {
        OPEN,
        LOST
    }

    /** @param courseId null for all courses */
    public record Line(OfferId offerId, @Nullable CourseId courseId, int quantity, long amount) {}

    /** What can still be given back. */
    public long left() {
        return total - refunded - underWay;
    }

    public Money money(long amount) {
        return new Money(amount, currency);
    }
}
