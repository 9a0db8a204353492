package io.aula.identity.commerce.stripe;

import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Price;
import com.stripe.model.SubscriptionItem;
import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.payment.Subscription;
import io.aula.identity.commerce.payment.Subscription.Status;
import io.aula.platform.id.OfferId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Stripe's subscriptions say, in our words. Pure. */
final class SubscriptionReading {

    private SubscriptionReading() {}

    static Subscription subscription(com.stripe.model.Subscription read, List<Invoice> invoices) {
        SubscriptionItem item = read.getItems().getData().getFirst();
        Price price = item.getPrice();
        Status status = status(String.valueOf(read.getStatus()));
        return new Subscription(
                read.getId(),
                offerId(price),
                read.getCustomer(),
                item.getId(),
                new Money(price.getUnitAmount(), currency(price.getCurrency())),
                status,
                Instant.ofEpochSecond(item.getCurrentPeriodStart()),
                Instant.ofEpochSecond(item.getCurrentPeriodEnd()),
                cancelAt(read, item),
                Boolean.TRUE.equals(read.getCancelAtPeriodEnd()),
                moment(read.getEndedAt()),
                moment(read.getTrialEnd()),
                status == Status.PAST_DUE ? owingSince(invoices) : null,
                pending(read, invoices),
                card(read),
                invoices.stream().map(SubscriptionReading::invoice).toList());
    }

    /** Ours; empty of a price that was made in the dashboard. */
    private static Optional<OfferId> offerId(Price price) {
        return Optional.ofNullable(price.getMetadata())
                .flatMap(ours -> Optional.ofNullable(ours.get("offer_id")))
                .flatMap(OfferId::parse);
    }

    /** docs.stripe.com/billing/subscriptions/overview#subscription-statuses */
    private static Status status(String word) {
        return switch (word) {
            case "trialing" -> Status.TRIALING;
            case "active" -> Status.ACTIVE;
            case "past_due" -> Status.PAST_DUE;
            case "unpaid" -> Status.UNPAID;
            case "paused" -> Status.PAUSED;
            case "canceled", "incomplete_expired" -> Status.CANCELED;
            default -> Status.INCOMPLETE;
        };
    }

    /** By a flag, or by a date alone, as Stripe's own portal announces it. */
    private static @Nullable Instant cancelAt(com.stripe.model.Subscription read, SubscriptionItem item) {
        if (read.getCancelAt() != null) {
            return moment(read.getCancelAt());
        }
        return Boolean.TRUE.equals(read.getCancelAtPeriodEnd()) ? moment(item.getCurrentPeriodEnd()) : null;
    }

    /** Its bill is the latest one, and voiding that drops it. */
    private static Subscription.@Nullable Pending pending(com.stripe.model.Subscription read, List<Invoice> invoices) {
        com.stripe.model.Subscription.PendingUpdate pending = read.getPendingUpdate();
        if (pending == null) {
            return null;
        }
        return invoices.stream()
                .filter(invoice -> invoice.getId().equals(read.getLatestInvoice()))
                .findFirst()
                .map(invoice -> new Subscription.Pending(
                        pending.getSubscriptionItems().stream().findFirst().flatMap(item -> offerId(item.getPrice())),
                        invoice.getId(),
                        paymentOf(invoice),
                        Instant.ofEpochSecond(pending.getExpiresAt())))
                .orElse(null);
    }

    private static @Nullable Instant owingSince(List<Invoice> invoices) {
        return invoices.stream()
                .filter(invoice -> "open".equals(invoice.getStatus()))
                .map(Invoice::getCreated)
                .min(Comparator.naturalOrder())
                .map(Instant::ofEpochSecond)
                .orElse(null);
    }

    private static Subscription.@Nullable Card card(com.stripe.model.Subscription read) {
        PaymentMethod method = read.getDefaultPaymentMethodObject();
        Customer customer = read.getCustomerObject();
        if (method == null && customer != null && customer.getInvoiceSettings() != null) {
            method = customer.getInvoiceSettings().getDefaultPaymentMethodObject();
        }
        PaymentMethod.Card card = method == null ? null : method.getCard();
        return card == null
                ? null
                : new Subscription.Card(
                        card.getBrand(),
                        card.getLast4(),
                        card.getExpMonth().intValue(),
                        card.getExpYear().intValue());
    }

    private static Subscription.Invoice invoice(Invoice read) {
        Invoice.StatusTransitions moments = read.getStatusTransitions();
        return new Subscription.Invoice(
                read.getId(),
                read.getNumber(),
                switch (String.valueOf(read.getStatus())) {
                    case "open" -> Subscription.Invoice.Status.OPEN;
                    case "paid" -> Subscription.Invoice.Status.PAID;
                    case "void" -> Subscription.Invoice.Status.VOID;
                    case "uncollectible" -> Subscription.Invoice.Status.UNCOLLECTIBLE;
                    default -> Subscription.Invoice.Status.DRAFT;
                },
                currency(read.getCurrency()),
                read.getTotal(),
                Objects.requireNonNullElse(read.getAmountPaid(), 0L),
                Instant.ofEpochSecond(read.getCreated()),
                moments == null ? null : moment(moments.getPaidAt()),
                read.getHostedInvoiceUrl(),
                paymentOf(read));
    }

    private static @Nullable String paymentOf(Invoice read) {
        return read.getPayments() == null
                ? null
                : read.getPayments().getData().stream()
                        .map(payment -> payment.getPayment().getPaymentIntent())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static SaleCurrency currency(String code) {
        return SaleCurrency.parse(code).orElseThrow();
    }

    private static @Nullable Instant moment(@Nullable Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }
}
