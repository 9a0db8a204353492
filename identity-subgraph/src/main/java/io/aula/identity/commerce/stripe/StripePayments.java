package io.aula.identity.commerce.stripe;

import static io.aula.identity.commerce.stripe.StripeCalls.call;
import static io.aula.identity.commerce.stripe.StripeCalls.find;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.DisputeListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import com.stripe.param.common.EmptyParam;
import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.payment.Payment;
import io.aula.identity.commerce.payment.PaymentProvider;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.OfferId;
import io.aula.platform.id.RefundId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's API of the version that stripe-java is pinned to (docs.stripe.com/api). Idempotency keys are made of our own names and of
 * how often Stripe refused before: what is asked for twice is made once, and a refusal is not repeated for ever.
 */
final class StripePayments implements PaymentProvider {
    static final String CHECKOUT = "checkout_id";
    private static final long MOST = 100;

    private final StripeClient stripe;
    private final boolean configured;
    private final boolean taxed;

    /** @param taxed whether Stripe Tax is to say how much of what is paid is tax */
    StripePayments(StripeClient stripe, boolean configured, boolean taxed) {
        this.stripe = stripe;
        this.configured = configured;
        this.taxed = taxed;
    }

    @Override
    public boolean isConfigured() {
        return configured;
    }

    @Override
    public String customer(Buyer buyer, int attempt) {
        CustomerCreateParams wanted = CustomerCreateParams.builder()
                .setEmail(buyer.email())
                .setName(buyer.name())
                .addPreferredLocale(buyer.locale())
                .putMetadata("user_id", buyer.id().text())
                .build();
        // The profile may have changed between two tries, and a key stands for one content.
        String key = "customer:" + buyer.id() + ":" + attempt + ":" + Integer.toHexString(buyer.hashCode());
        return call(
                "make customer " + buyer.id(),
                key,
                options -> stripe.v1().customers().create(wanted, options).getId());
    }

    @Override
    public boolean rename(String customer, Optional<Buyer> buyer) {
        CustomerUpdateParams.Builder wanted = CustomerUpdateParams.builder();
        buyer.ifPresentOrElse(
                known -> wanted.setEmail(known.email()).setName(known.name()).addPreferredLocale(known.locale()),
                () -> wanted.setEmail(EmptyParam.EMPTY).setName(EmptyParam.EMPTY));
        return find(
                        "rename " + customer,
                        options -> stripe.v1()
                                .customers()
                                .update(customer, wanted.build(), options)
                                .getId())
                .isPresent();
    }

    @Override
    public String product(OfferId offerId, String name, int attempt) {
        ProductCreateParams wanted = ProductCreateParams.builder()
                .setName(name)
                .putMetadata("offer_id", offerId.text())
                .build();
        String key = "product:" + offerId + ":" + attempt + ":" + Integer.toHexString(name.hashCode());
        return call(
                "make product " + offerId,
                key,
                options -> stripe.v1().products().create(wanted, options).getId());
    }

    @Override
    public String price(NewPrice price, int attempt) {
        PriceCreateParams.Builder wanted = PriceCreateParams.builder()
                .setProduct(price.product())
                .setCurrency(price.price().currency().name().toLowerCase(Locale.ROOT))
                .setUnitAmount(price.price().amount())
                // What our pages say is what is paid, wherever somebody lives.
                .setTaxBehavior(PriceCreateParams.TaxBehavior.INCLUSIVE)
                .putMetadata("offer_id", price.offerId().text());
        if (price.every() != null) {
            wanted.setRecurring(PriceCreateParams.Recurring.builder()
                    .setInterval(
                            switch (price.every()) {
                                case MONTH -> PriceCreateParams.Recurring.Interval.MONTH;
                                case YEAR -> PriceCreateParams.Recurring.Interval.YEAR;
                            })
                    .build());
        }
        String key = "price:" + price.product() + ":" + attempt + ":"
                + price.price().currency() + ":" + price.price().amount() + ":inclusive";
        return call(
                "make price " + price.offerId(),
                key,
                options -> stripe.v1().prices().create(wanted.build(), options).getId());
    }

    /** For one bill; how often and until when it may be used is decided here, where it is asked for. */
    @Override
    public String coupon(NewCoupon coupon, int attempt) {
        CouponCreateParams.Builder wanted = CouponCreateParams.builder()
                .setName(coupon.name())
                .setDuration(CouponCreateParams.Duration.ONCE)
                .putMetadata("promotion_id", coupon.promotionId().text());
        Money amount = coupon.amount();
        if (amount != null) {
            wanted.setAmountOff(amount.amount())
                    .setCurrency(amount.currency().name().toLowerCase(Locale.ROOT));
        } else {
            wanted.setPercentOff(BigDecimal.valueOf(Objects.requireNonNull(coupon.percent())));
        }
        String key = "coupon:" + coupon.promotionId() + ":" + attempt;
        return call(
                "make coupon " + coupon.promotionId(),
                key,
                options -> stripe.v1().coupons().create(wanted.build(), options).getId());
    }

    @Override
    public Page open(NewPage page, int attempt) {
        SessionCreateParams.Builder wanted = SessionCreateParams.builder()
                .setCustomer(page.customer())
                .setClientReferenceId(page.checkoutId().text())
                .putMetadata(CHECKOUT, page.checkoutId().text())
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setPrice(page.price())
                        .setQuantity(1L)
                        .build())
                .setLocale("es".equals(page.locale()) ? SessionCreateParams.Locale.ES : SessionCreateParams.Locale.EN)
                // Somebody pays what our page said, and in that currency.
                .setAdaptivePricing(SessionCreateParams.AdaptivePricing.builder()
                        .setEnabled(false)
                        .build())
                .setSuccessUrl(page.returnTo().toString())
                .setCancelUrl(page.returnTo() + "?left")
                .setExpiresAt(page.expiresAt().getEpochSecond());
        if (page.coupon() != null) {
            wanted.addDiscount(SessionCreateParams.Discount.builder()
                    .setCoupon(page.coupon())
                    .build());
        }
        if (taxed) { // By where the buyer lives, which is asked for at the page.
            wanted.setAutomaticTax(SessionCreateParams.AutomaticTax.builder()
                            .setEnabled(true)
                            .build())
                    .setCustomerUpdate(SessionCreateParams.CustomerUpdate.builder()
                            .setAddress(SessionCreateParams.CustomerUpdate.Address.AUTO)
                            .build());
        }
        Integer trialDays = page.trialDays();
        if (trialDays == null) {
            once(wanted, page.checkoutId());
        } else {
            again(wanted, page.checkoutId(), trialDays);
        }
        String key = "session:" + page.checkoutId() + ":" + attempt;
        Session session = call(
                "open a page for " + page.checkoutId(),
                key,
                options -> stripe.v1().checkout().sessions().create(wanted.build(), options));
        return new Page(session.getId(), session.getUrl());
    }

    private static void once(SessionCreateParams.Builder wanted, CheckoutId checkoutId) {
        wanted.setMode(SessionCreateParams.Mode.PAYMENT)
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata(CHECKOUT, checkoutId.text())
                        .build())
                .setInvoiceCreation(SessionCreateParams.InvoiceCreation.builder()
                        .setEnabled(true)
                        .build());
    }

    /** A card is asked for also where nothing is paid yet: it is what the first payment will be charged to. */
    private static void again(SessionCreateParams.Builder wanted, CheckoutId checkoutId, int trialDays) {
        SessionCreateParams.SubscriptionData.Builder data =
                SessionCreateParams.SubscriptionData.builder().putMetadata(CHECKOUT, checkoutId.text());
        if (trialDays > 0) {
            data.setTrialPeriodDays((long) trialDays);
        }
        wanted.setMode(SessionCreateParams.Mode.SUBSCRIPTION)
                .setPaymentMethodCollection(SessionCreateParams.PaymentMethodCollection.ALWAYS)
                .setSubscriptionData(data.build());
    }

    @Override
    public void close(String sessionId) {
        call("close " + sessionId, options -> {
            try {
                return stripe.v1()
                        .checkout()
                        .sessions()
                        .expire(sessionId, options)
                        .getId();
            } catch (InvalidRequestException notOpen) {
                return sessionId;
            }
        });
    }

    @Override
    public boolean refund(RefundId refundId, String paymentId, long amount) {
        RefundCreateParams wanted = RefundCreateParams.builder()
                .setPaymentIntent(paymentId)
                .setAmount(amount)
                .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                .putMetadata("refund_id", refundId.text())
                .build();
        return call("refund " + refundId, "refund:" + refundId, options -> {
            try {
                stripe.v1().refunds().create(wanted, options);
                return true;
            } catch (InvalidRequestException refused) {
                return false;
            }
        });
    }

    @Override
    public Optional<Payment> read(String sessionId, @Nullable String paymentIntentId) {
        SessionRetrieveParams whole =
                SessionRetrieveParams.builder().addExpand("invoice").build();
        return find(
                        "read " + sessionId,
                        options -> stripe.v1().checkout().sessions().retrieve(sessionId, whole, options))
                .map(session -> read(session, paymentIntentId));
    }

    private Payment read(Session session, @Nullable String paymentIntentId) {
        String intentId = session.getPaymentIntent() == null ? paymentIntentId : session.getPaymentIntent();
        if (intentId == null) {
            return StripeReading.payment(session, null, List.of(), List.of());
        }
        PaymentIntent intent = intent(intentId);
        return "succeeded".equals(intent.getStatus())
                ? StripeReading.payment(session, intent, refunds(intentId), disputes(intent))
                : StripeReading.payment(session, intent, List.of(), List.of());
    }

    @Override
    public Payment.Aftermath aftermath(String paymentId) {
        PaymentIntent intent = intent(paymentId);
        return StripeReading.aftermath(refunds(paymentId), disputes(intent));
    }

    private PaymentIntent intent(String id) {
        PaymentIntentRetrieveParams whole =
                PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();
        return call("read " + id, options -> stripe.v1().paymentIntents().retrieve(id, whole, options));
    }

    /** Of one that failed no sum at the charge tells. */
    private List<Refund> refunds(String intentId) {
        RefundListParams all = RefundListParams.builder()
                .setPaymentIntent(intentId)
                .setLimit(MOST)
                .build();
        return call(
                "read refunds of " + intentId,
                options -> stripe.v1().refunds().list(all, options).getData());
    }

    private List<Dispute> disputes(PaymentIntent intent) {
        boolean isAny = intent.getLatestChargeObject() != null
                && Boolean.TRUE.equals(intent.getLatestChargeObject().getDisputed());
        if (!isAny) {
            return List.of();
        }
        DisputeListParams all = DisputeListParams.builder()
                .setPaymentIntent(intent.getId())
                .setLimit(MOST)
                .build();
        return call(
                "read disputes of " + intent.getId(),
                options -> stripe.v1().disputes().list(all, options).getData());
    }
}
