package io.aula.identity.commerce.stripe;

import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeError;
import com.stripe.model.checkout.Session;
import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.payment.Payment;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.RefundId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Stripe's objects say, in our words. Pure. */
final class StripeReading {
    /** What an intent is in when nothing more comes of it by itself (docs.stripe.com/payments/paymentintents/lifecycle). */
    private static final Set<String> FAILED = Set.of("requires_payment_method", "canceled");

    private StripeReading() {}

    static Payment payment(
            Session session, @Nullable PaymentIntent intent, List<Refund> refunds, List<Dispute> disputes) {
        return new Payment(
                session.getId(),
                Optional.ofNullable(session.getClientReferenceId()).flatMap(CheckoutId::parse),
                switch (String.valueOf(session.getStatus())) {
                    case "complete" -> complete(session, intent, refunds, disputes);
                    case "expired" -> new Payment.State.Expired();
                    default -> new Payment.State.Open(decline(intent));
                },
                intent == null ? session.getPaymentIntent() : intent.getId());
    }

    private static Payment.State complete(
            Session session, @Nullable PaymentIntent intent, List<Refund> refunds, List<Dispute> disputes) {
        if (session.getSubscription() != null) {
            return new Payment.State.Subscribed(session.getSubscription());
        }
        return "unpaid".equals(session.getPaymentStatus())
                ? unpaid(intent)
                : new Payment.State.Paid(receipt(session, intent, refunds, disputes));
    }

    /** Complete without money: come to nothing, or on its way, as of a voucher that is still to be paid at a shop. */
    static Payment.State unpaid(@Nullable PaymentIntent intent) {
        boolean hasFailed = intent != null && FAILED.contains(String.valueOf(intent.getStatus()));
        return hasFailed ? new Payment.State.Failed(decline(intent)) : new Payment.State.Processing();
    }

    private static @Nullable String decline(@Nullable PaymentIntent intent) {
        StripeError error = intent == null ? null : intent.getLastPaymentError();
        if (error == null) {
            return null;
        }
        return error.getDeclineCode() != null ? error.getDeclineCode() : error.getCode();
    }

    private static Payment.Receipt receipt(
            Session session, @Nullable PaymentIntent intent, List<Refund> refunds, List<Dispute> disputes) {
        SaleCurrency currency = SaleCurrency.parse(session.getCurrency()).orElseThrow();
        Session.TotalDetails details = session.getTotalDetails();
        Charge charge = intent == null ? null : intent.getLatestChargeObject();
        Invoice invoice = session.getInvoiceObject();
        Long at = charge == null ? session.getCreated() : charge.getCreated();
        return new Payment.Receipt(
                new Money(session.getAmountSubtotal(), currency),
                details == null ? 0 : Objects.requireNonNullElse(details.getAmountDiscount(), 0L),
                details == null ? 0 : Objects.requireNonNullElse(details.getAmountTax(), 0L),
                session.getAmountTotal(),
                Instant.ofEpochSecond(at),
                invoice == null ? null : invoice.getHostedInvoiceUrl(),
                charge == null ? null : charge.getReceiptUrl(),
                aftermath(refunds, disputes).refunds(),
                aftermath(refunds, disputes).disputes());
    }

    static Payment.Aftermath aftermath(List<Refund> refunds, List<Dispute> disputes) {
        return new Payment.Aftermath(
                refunds.stream().map(StripeReading::refund).toList(),
                disputes.stream().flatMap(dispute -> dispute(dispute).stream()).toList());
    }

    /** {@code requires_action} waits for the buyer, such as for their account's number (docs.stripe.com/refunds). */
    private static Payment.Refund refund(Refund refund) {
        Payment.Refund.State state = switch (String.valueOf(refund.getStatus())) {
            case "succeeded" -> Payment.Refund.State.SUCCEEDED;
            case "failed", "canceled" -> Payment.Refund.State.FAILED;
            default -> Payment.Refund.State.PENDING;
        };
        return new Payment.Refund(
                refund.getId(),
                Optional.ofNullable(refund.getMetadata())
                        .flatMap(ours -> Optional.ofNullable(ours.get("refund_id")))
                        .flatMap(RefundId::parse)
                        .orElse(null),
                refund.getAmount(),
                state,
                Instant.ofEpochSecond(refund.getCreated()));
    }

    /** Empty of an inquiry, whose states begin with {@code warning}, and of what was prevented: no money moved. */
    private static Optional<Payment.Dispute> dispute(Dispute dispute) {
        Optional<Payment.Dispute.State> state = switch (String.valueOf(dispute.getStatus())) {
            case "needs_response", "under_review" -> Optional.of(Payment.Dispute.State.OPEN);
            case "won" -> Optional.of(Payment.Dispute.State.WON);
            case "lost" -> Optional.of(Payment.Dispute.State.LOST);
            default -> Optional.empty();
        };
        return state.map(its -> new Payment.Dispute(
                dispute.getId(), dispute.getAmount(), its, Instant.ofEpochSecond(dispute.getCreated())));
    }
}
