package io.aula.identity.commerce.stripe;

import static io.aula.identity.commerce.stripe.StripeCalls.call;
import static io.aula.identity.commerce.stripe.StripeCalls.find;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.SubscriptionCancelParams;
import com.stripe.param.SubscriptionRetrieveParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.billingportal.SessionCreateParams;
import com.stripe.param.common.EmptyParam;
import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.payment.Subscription;
import io.aula.identity.commerce.payment.SubscriptionProvider;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Stripe's subscriptions (docs.stripe.com/billing/subscriptions). */
final class StripeSubscriptions implements SubscriptionProvider {
    /** Two years of months. */
    private static final long INVOICES = 24;
    /** What a bank says that wants its holder asked (docs.stripe.com/error-codes). */
    private static final Set<String> TO_CONFIRM =
            Set.of("authentication_required", "subscription_payment_intent_requires_action");

    private final StripeClient stripe;

    StripeSubscriptions(StripeClient stripe) {
        this.stripe = stripe;
    }

    @Override
    public Optional<Subscription> read(String id) {
        SubscriptionRetrieveParams whole = SubscriptionRetrieveParams.builder()
                .addExpand("default_payment_method")
                .addExpand("customer.invoice_settings.default_payment_method")
                .build();
        return find("read " + id, options -> stripe.v1().subscriptions().retrieve(id, whole, options))
                .map(found -> SubscriptionReading.subscription(found, invoices(id)));
    }

    private List<Invoice> invoices(String id) {
        InvoiceListParams all = InvoiceListParams.builder()
                .setSubscription(id)
                .setLimit(INVOICES)
                .addExpand("data.payments")
                .build();
        return call(
                "read invoices of " + id,
                options -> stripe.v1().invoices().list(all, options).getData());
    }

    @Override
    public Preview preview(Change change) {
        InvoiceCreatePreviewParams wanted = InvoiceCreatePreviewParams.builder()
                .setSubscription(change.subscriptionId())
                .setSubscriptionDetails(InvoiceCreatePreviewParams.SubscriptionDetails.builder()
                        .addItem(InvoiceCreatePreviewParams.SubscriptionDetails.Item.builder()
                                .setId(change.itemId())
                                .setPrice(change.price())
                                .build())
                        .setProrationBehavior(
                                InvoiceCreatePreviewParams.SubscriptionDetails.ProrationBehavior.ALWAYS_INVOICE)
                        .setProrationDate(change.at().getEpochSecond())
                        .build())
                .build();
        Invoice invoice = call(
                "preview " + change.subscriptionId(),
                options -> stripe.v1().invoices().createPreview(wanted, options));
        SaleCurrency currency = SaleCurrency.parse(invoice.getCurrency()).orElseThrow();
        long balance = Objects.requireNonNullElse(invoice.getStartingBalance(), 0L);
        return new Preview(
                new Money(invoice.getAmountDue(), currency),
                new Money(Math.max(0, -(invoice.getTotal() + balance)), currency));
    }

    /**
     * Where the card is declined nothing is changed: {@code error_if_incomplete}. Where the bank wants its holder asked, the change is
     * wanted again as one that waits for that (docs.stripe.com/billing/subscriptions/pending-updates).
     */
    @Override
    public Changed change(Change change, String key) {
        Optional<String> decline = update(change, SubscriptionUpdateParams.PaymentBehavior.ERROR_IF_INCOMPLETE, key);
        if (decline.isEmpty()) {
            return new Changed.Done();
        }
        if (!TO_CONFIRM.contains(decline.get())) {
            return new Changed.Declined(decline.get());
        }
        return update(change, SubscriptionUpdateParams.PaymentBehavior.PENDING_IF_INCOMPLETE, key + ":confirm")
                .<Changed>map(Changed.Declined::new)
                .orElseGet(Changed.ToConfirm::new);
    }

    /** @return the bank's code where it declined */
    private Optional<String> update(Change change, SubscriptionUpdateParams.PaymentBehavior behavior, String key) {
        SubscriptionUpdateParams wanted = SubscriptionUpdateParams.builder()
                .addItem(SubscriptionUpdateParams.Item.builder()
                        .setId(change.itemId())
                        .setPrice(change.price())
                        .build())
                .setProrationBehavior(SubscriptionUpdateParams.ProrationBehavior.ALWAYS_INVOICE)
                .setProrationDate(change.at().getEpochSecond())
                .setPaymentBehavior(behavior)
                .build();
        return call("change " + change.subscriptionId(), key, options -> {
            try {
                stripe.v1().subscriptions().update(change.subscriptionId(), wanted, options);
                return Optional.empty();
            } catch (CardException declined) {
                String code = declined.getDeclineCode() == null ? declined.getCode() : declined.getDeclineCode();
                return Optional.of(String.valueOf(code));
            }
        });
    }

    @Override
    public Optional<URI> confirmation(String paymentId, URI returnTo) {
        PaymentIntentConfirmParams wanted = PaymentIntentConfirmParams.builder()
                .setReturnUrl(returnTo.toString())
                .build();
        return call("confirm " + paymentId, options -> {
            try {
                PaymentIntent intent = stripe.v1().paymentIntents().confirm(paymentId, wanted, options);
                return Optional.ofNullable(intent.getNextAction())
                        .map(PaymentIntent.NextAction::getRedirectToUrl)
                        .map(redirect -> URI.create(redirect.getUrl()));
            } catch (CardException | InvalidRequestException paidOrVoid) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void drop(String invoiceId) {
        call("void " + invoiceId, options -> {
            try {
                return stripe.v1().invoices().voidInvoice(invoiceId, options).getId();
            } catch (InvalidRequestException notOpen) {
                return invoiceId;
            }
        });
    }

    @Override
    public Optional<Money> upcoming(String id) {
        InvoiceCreatePreviewParams wanted =
                InvoiceCreatePreviewParams.builder().setSubscription(id).build();
        return call("look ahead of " + id, options -> {
            try {
                Invoice invoice = stripe.v1().invoices().createPreview(wanted, options);
                SaleCurrency currency =
                        SaleCurrency.parse(invoice.getCurrency()).orElseThrow();
                return Optional.of(new Money(invoice.getAmountDue(), currency));
            } catch (InvalidRequestException nothingComes) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void endWithItsPeriod(String id) {
        update(id, SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true).build());
    }

    /** Twice is as once: what is over, or void, is refused and stays so. */
    @Override
    public void end(String id, List<String> openInvoices) {
        SubscriptionCancelParams wanted = SubscriptionCancelParams.builder()
                .setInvoiceNow(false)
                .setProrate(false)
                .build();
        call("end " + id, options -> {
            try {
                return stripe.v1().subscriptions().cancel(id, wanted, options).getId();
            } catch (InvalidRequestException over) {
                return id;
            }
        });
        openInvoices.forEach(this::drop);
    }

    @Override
    public void goOn(String id, boolean isEndByFlag) {
        SubscriptionUpdateParams.Builder wanted = SubscriptionUpdateParams.builder();
        if (isEndByFlag) {
            wanted.setCancelAtPeriodEnd(false);
        } else {
            wanted.setCancelAt(EmptyParam.EMPTY);
        }
        update(id, wanted.build());
    }

    private void update(String id, SubscriptionUpdateParams wanted) {
        call(
                "change the end of " + id,
                options ->
                        stripe.v1().subscriptions().update(id, wanted, options).getId());
    }

    @Override
    public String portal(String customer, URI returnTo, String locale) {
        SessionCreateParams wanted = SessionCreateParams.builder()
                .setCustomer(customer)
                .setReturnUrl(returnTo.toString())
                .setLocale("es".equals(locale) ? SessionCreateParams.Locale.ES : SessionCreateParams.Locale.EN)
                .build();
        return call(
                "open a portal for " + customer,
                options -> stripe.v1()
                        .billingPortal()
                        .sessions()
                        .create(wanted, options)
                        .getUrl());
    }
}
