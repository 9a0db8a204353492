package io.aula.identity.commerce.payment;

import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.platform.id.OfferId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is paid again and again, as it stands at the provider.
 *
 * @param offerId ours, of the price that is paid; empty where it is not one of ours
 * @param itemId the provider's name of what is changed when the price is
 * @param cancelAt when it will end, null while it goes on
 * @param isEndByFlag how its end was announced, which is how it is taken back
 * @param endedAt null while it has not
 * @param pending a change that waits for its bill to be paid
 * @param owingSince of the oldest bill that is still tried to be paid
 * @param invoices the newest first
 */
public record Subscription(
        String id,
        Optional<OfferId> offerId,
        String customer,
        String itemId,
        Money price,
        Status status,
        Instant currentPeriodStart,
        Instant currentPeriodEnd,
        @Nullable Instant cancelAt,
        boolean isEndByFlag,
        @Nullable Instant endedAt,
        @Nullable Instant trialEnd,
        @Nullable Instant owingSince,
        @Nullable Pending pending,
        @Nullable Card card,
        List<Invoice> invoices) {

    public Subscription {
        invoices = List.copyOf(invoices);
    }

    /** Names of the bills that are still to be paid. */
    public List<String> openInvoices() {
        return invoices.stream()
                .filter(invoice -> invoice.status() == Invoice.Status.OPEN)
                .map(Invoice::id)
                .toList();
    }

    public enum Status {
        INCOMPLETE,
        TRIALING,
        ACTIVE,
        PAST_DUE,
        UNPAID,
        PAUSED,
        CANCELED
    }

    /**
     * A change that nothing has come of yet.
     *
     * @param offerId ours; empty where it is not one of ours
     * @param paymentId null where none was tried
     */
    public record Pending(
            Optional<OfferId> offerId,
            String invoiceId,
            @Nullable String paymentId,
            Instant until) {}

    /** What is charged; good until the end of its month. */
    public record Card(String brand, String last4, int month, int year) {}

    /**
     * @param number for people; null while it is a draft
     * @param total below nothing where it is a credit
     * @param url of its page; null while it is a draft
     * @param paymentId by which it is paid, where it is
     */
    public record Invoice(
            String id,
            @Nullable String number,
            Status status,
            SaleCurrency currency,
            long total,
            long paid,
            Instant at,
            @Nullable Instant paidAt,
            @Nullable String url,
            @Nullable String paymentId) {
        public enum Status {
            DRAFT,
            OPEN,
            PAID,
            VOID,
            UNCOLLECTIBLE
        }
    }
}
