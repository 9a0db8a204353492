package io.aula.devstack.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Coupon;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Price;
import com.stripe.model.Product;
import com.stripe.model.PromotionCode;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.PromotionCodeCreateParams;
import com.stripe.param.RefundCreateParams;
import io.aula.devstack.stripe.wire.Api;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stripe's own client cannot tell. Long, because every sentence asks the same double through the same client. */
class StripeApiTest {

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        desk = Desk.open(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void speaksTheVersionOfTheClientThatWeBuildWith() {
        assertThat(Api.VERSION).isEqualTo(Stripe.API_VERSION);
    }

    @Test
    void aCustomerIsMadeChangedAndDeleted() throws Exception {
        Customer made = desk.v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setEmail("ana+kurs@aula.test")
                        .addPreferredLocale("es")
                        .putMetadata("user", "usr_1")
                        .putMetadata("old", "x")
                        .build());
        Customer changed = desk.v1()
                .customers()
                .update(
                        made.getId(),
                        CustomerUpdateParams.builder()
                                .setName("Ana")
                                .putMetadata("old", "")
                                .build());

        assertThat(made.getId()).startsWith("cus_");
        assertThat(changed.getEmail()).isEqualTo("ana+kurs@aula.test");
        assertThat(changed.getPreferredLocales()).containsExactly("es");
        assertThat(changed.getMetadata()).isEqualTo(Map.of("user", "usr_1"));
        assertThat(desk.v1().customers().delete(made.getId()).getDeleted()).isTrue();
        assertThat(desk.v1().customers().retrieve(made.getId()).getDeleted()).isTrue();
    }

    @Test
    void aProductAndItsPriceReadBackAsTheyWereMade() throws Exception {
        Product product = desk.v1()
                .products()
                .create(ProductCreateParams.builder().setName("Acuarela").build());
        Price price = desk.v1()
                .prices()
                .create(PriceCreateParams.builder()
                        .setProduct(product.getId())
                        .setCurrency("EUR")
                        .setUnitAmount(1_999L)
                        .setRecurring(PriceCreateParams.Recurring.builder()
                                .setInterval(PriceCreateParams.Recurring.Interval.MONTH)
                                .build())
                        .build());

        assertThat(price.getUnitAmount()).isEqualTo(1_999);
        assertThat(price.getUnitAmountDecimal()).isEqualByComparingTo("1999");
        assertThat(price.getCurrency()).isEqualTo("eur");
        assertThat(price.getRecurring().getIntervalCount()).isEqualTo(1);
        assertThat(desk.v1().prices().retrieve(price.getId()).getProduct()).isEqualTo(product.getId());
    }

    @Test
    void aCouponAndItsCodeKnowEachOther() throws Exception {
        Coupon coupon = desk.v1()
                .coupons()
                .create(CouponCreateParams.builder()
                        .setPercentOff(java.math.BigDecimal.valueOf(12.5))
                        .setDuration(CouponCreateParams.Duration.ONCE)
                        .build());
        PromotionCode code = desk.v1()
                .promotionCodes()
                .create(PromotionCodeCreateParams.builder()
                        .setCode("VERANO")
                        .setPromotion(PromotionCodeCreateParams.Promotion.builder()
                                .setType(PromotionCodeCreateParams.Promotion.Type.COUPON)
                                .setCoupon(coupon.getId())
                                .build())
                        .build());

        assertThat(coupon.getPercentOff()).isEqualByComparingTo("12.5");
        assertThat(code.getPromotion().getCoupon()).isEqualTo(coupon.getId());
        assertThat(code.getActive()).isTrue();
    }

    @Test
    void aPaymentTellsItsChargeItsFeeAndWhatWentBack() throws Exception {
        PaymentIntent paid = desk.v1().paymentIntents().create(intent("pm_card_visa"));
        Refund refund = desk.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(paid.getId())
                        .setAmount(400L)
                        .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                        .build());
        PaymentIntent read = desk.v1()
                .paymentIntents()
                .retrieve(
                        paid.getId(),
                        PaymentIntentRetrieveParams.builder()
                                .addExpand("latest_charge.balance_transaction")
                                .build());

        Charge charge = read.getLatestChargeObject();
        BalanceTransaction booked = charge.getBalanceTransactionObject();
        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThat(charge.getAmountRefunded()).isEqualTo(400);
        assertThat(charge.getRefunded()).isFalse();
        assertThat(charge.getPaymentMethodDetails().getCard().getLast4()).isEqualTo("4242");
        assertThat(booked.getNet()).isEqualTo(booked.getAmount() - booked.getFee());
        assertThat(desk.v1().balance().retrieve().getPending()).hasSize(1);
    }

    @Test
    void noMoreGoesBackThanCameIn() throws Exception {
        PaymentIntent paid = desk.v1().paymentIntents().create(intent("pm_card_visa"));
        RefundCreateParams all =
                RefundCreateParams.builder().setPaymentIntent(paid.getId()).build();
        assertThatThrownBy(() -> desk.v1()
                        .refunds()
                        .create(RefundCreateParams.builder()
                                .setPaymentIntent(paid.getId())
                                .setAmount(2_001L)
                                .build()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("greater than unrefunded amount");
        desk.v1().refunds().create(all);

        assertThatThrownBy(() -> desk.v1().refunds().create(all))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("charge_already_refunded"));
    }

    @Test
    void aDeclineIsACardExceptionAndLeavesAFailedCharge() throws Exception {
        assertThatThrownBy(() -> desk.v1().paymentIntents().create(intent("pm_card_chargeDeclinedInsufficientFunds")))
                .isInstanceOfSatisfying(CardException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(402);
                    assertThat(e.getCode()).isEqualTo("card_declined");
                    assertThat(e.getDeclineCode()).isEqualTo("insufficient_funds");
                    assertThat(e.getCharge()).startsWith("ch_");
                    assertThat(e.getStripeError().getPaymentIntent().getStatus())
                            .isEqualTo("requires_payment_method");
                });

        PaymentIntent kept = desk.v1().paymentIntents().list().getData().getFirst();
        assertThat(kept.getLastPaymentError().getDeclineCode()).isEqualTo("insufficient_funds");
        assertThat(desk.v1().charges().list().getData().getFirst().getStatus()).isEqualTo("failed");
    }

    @Test
    void theSameKeyGetsTheSameAnswerAndMakesNothingNew() throws Exception {
        CustomerCreateParams params =
                CustomerCreateParams.builder().setEmail("ana@aula.test").build();
        Customer first = desk.v1().customers().create(params, Desk.key("k1"));
        Customer second = desk.v1().customers().create(params, Desk.key("k1"));

        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(second.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .contains("true");
        assertThat(desk.v1().customers().list().getData()).hasSize(1);
    }

    @Test
    void theSameKeyGetsTheSameDecline() {
        Callable<PaymentIntent> pay =
                () -> desk.v1().paymentIntents().create(intent("pm_card_chargeDeclined"), Desk.key("k2"));
        assertThatThrownBy(pay::call).isInstanceOf(CardException.class);
        assertThatThrownBy(pay::call)
                .isInstanceOfSatisfying(
                        CardException.class,
                        e -> assertThat(e.getStripeError().getPaymentIntent().getId())
                                .isEqualTo(onlyIntent()));
    }

    private String onlyIntent() {
        try {
            List<PaymentIntent> all = desk.v1().paymentIntents().list().getData();
            assertThat(all).hasSize(1);
            return all.getFirst().getId();
        } catch (StripeException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aKeyIsNotUsedForAnotherRequest() throws Exception {
        desk.v1()
                .customers()
                .create(CustomerCreateParams.builder().setEmail("a@aula.test").build(), Desk.key("k3"));

        assertThatThrownBy(() -> desk.v1()
                        .customers()
                        .create(
                                CustomerCreateParams.builder()
                                        .setEmail("b@aula.test")
                                        .build(),
                                Desk.key("k3")))
                .isInstanceOfSatisfying(
                        IdempotencyException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(400));
    }

    @Test
    void aRefusedParameterLeavesTheKeyFree() throws Exception {
        assertThatThrownBy(() -> desk.v1()
                        .paymentIntents()
                        .create(
                                PaymentIntentCreateParams.builder()
                                        .setCurrency("eur")
                                        .setAmount(0L)
                                        .build(),
                                Desk.key("k4")))
                .isInstanceOf(InvalidRequestException.class);

        assertThat(desk.v1()
                        .paymentIntents()
                        .create(intent("pm_card_visa"), Desk.key("k4"))
                        .getStatus())
                .isEqualTo("succeeded");
    }

    @Test
    void whileAKeyIsUnderWayNobodyElseMayUseIt() throws Exception {
        desk.control("unavailable", Map.of("slow_ms", "700"));
        List<Future<String>> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                outcomes.add(threads.submit(() -> {
                    try {
                        return desk.v1()
                                .customers()
                                .create(
                                        CustomerCreateParams.builder()
                                                .setName("Ana")
                                                .build(),
                                        Desk.key("k5"))
                                .getId();
                    } catch (StripeException e) {
                        return String.valueOf(e.getStatusCode());
                    }
                }));
            }
        }
        List<String> texts = new ArrayList<>();
        for (Future<String> each : outcomes) {
            texts.add(each.get());
        }
        assertThat(texts).contains("409");
        assertThat(texts.stream().filter(each -> each.startsWith("cus_")).distinct())
                .hasSize(1);
        desk.control("unavailable", Map.of());
        assertThat(desk.v1().customers().list().getData()).hasSize(1);
    }

    @Test
    void aLostAnswerIsFoundAgainByItsKey() throws Exception {
        // The JDK's connection silently sends a POST once more when its answer is lost, so one lost answer nobody
        // notices.
        desk.control("unavailable", Map.of("lose_answers", "2"));
        CustomerCreateParams params =
                CustomerCreateParams.builder().setName("Ana").build();
        assertThatThrownBy(() -> desk.v1().customers().create(params, Desk.key("k6")))
                .isInstanceOf(ApiConnectionException.class);

        desk.v1().customers().create(params, Desk.key("k6"));
        assertThat(desk.v1().customers().list().getData()).hasSize(1);
    }

    @Test
    void theClientRetriesAnOutageByItself() throws Exception {
        desk.control("unavailable", Map.of("seconds", "60"));
        assertThatThrownBy(() -> desk.customer("ana@aula.test"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.getStatusCode()).isEqualTo(503));
        desk.control("unavailable", Map.of("seconds", "1"));
        StripeClient patient = desk.builder(Desk.KEY).setMaxNetworkRetries(5).build();

        assertThat(patient.v1()
                        .customers()
                        .create(CustomerCreateParams.builder().setName("Ana").build())
                        .getId())
                .startsWith("cus_");
        assertThat(desk.v1().customers().list().getData()).hasSize(1);
    }

    @Test
    void pagesFollowEachOtherUntilAllAreSeenOnce() throws Exception {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            made.add(desk.customer("c" + i + "@aula.test").getId());
        }
        List<String> seen = new ArrayList<>();
        desk.v1()
                .customers()
                .list(CustomerListParams.builder().setLimit(5L).build())
                .autoPagingIterable()
                .forEach(each -> seen.add(each.getId()));

        assertThat(seen).isEqualTo(made.reversed());
        assertThat(desk.v1()
                        .customers()
                        .list(CustomerListParams.builder()
                                .setLimit(2L)
                                .setEndingBefore(made.getFirst())
                                .build())
                        .getData())
                .extracting(Customer::getId)
                .containsExactly(made.get(2), made.get(1));
    }

    @Test
    void refusesOutOfRangePagesAndUnknownParametersByName() {
        assertThatThrownBy(() -> desk.v1()
                        .customers()
                        .list(CustomerListParams.builder().setLimit(101L).build()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getParam()).isEqualTo("limit"));
        assertThatThrownBy(() -> desk.v1()
                        .customers()
                        .create(CustomerCreateParams.builder()
                                .putExtraParam("colour", "blue")
                                .build()))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e.getCode()).isEqualTo("parameter_unknown");
                    assertThat(e.getParam()).isEqualTo("colour");
                });
    }

    @Test
    void aBodyWithoutEndIsRefusedAndNotCutShort() {
        CustomerCreateParams huge = CustomerCreateParams.builder()
                .setDescription("x".repeat(300_000))
                .build();
        assertThatThrownBy(() -> desk.v1().customers().create(huge))
                .isInstanceOfSatisfying(
                        StripeException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(413))
                .hasMessageContaining("at most");
    }

    @Test
    void whatHappenedSinceATimeIsListedByKind() throws Exception {
        long before = java.time.Instant.now().getEpochSecond() - 1;
        desk.customer("ana@aula.test");
        desk.v1().paymentIntents().create(intent("pm_card_visa"));
        EventListParams since = EventListParams.builder()
                .setCreated(EventListParams.Created.builder().setGte(before).build())
                .addType("payment_intent.succeeded")
                .addType("customer.created")
                .build();
        EventListParams later = EventListParams.builder()
                .setCreated(EventListParams.Created.builder().setGt(before + 60).build())
                .build();

        assertThat(desk.v1().events().list(since).getData())
                .extracting(Event::getType)
                .containsExactly("payment_intent.succeeded", "customer.created");
        assertThat(desk.v1().events().list(later).getData()).isEmpty();
    }

    @Test
    void whatIsMissingIsSaidInStripesWords() {
        assertThatThrownBy(() -> desk.v1().customers().retrieve("cus_none"))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(404);
                    assertThat(e.getCode()).isEqualTo("resource_missing");
                    assertThat(e.getMessage()).contains("No such customer: 'cus_none'");
                    assertThat(e.getRequestId()).startsWith("req_");
                });
        assertThatThrownBy(() -> desk.v1()
                        .paymentIntents()
                        .create(PaymentIntentCreateParams.builder()
                                .setAmount(5L)
                                .build()))
                .hasMessageContaining("Missing required param: currency");
    }

    @Test
    void aWrongKeyOpensNothing() {
        assertThatThrownBy(
                        () -> desk.client("sk_test_wrong_0000").v1().customers().list())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("Invalid API Key provided: sk_test_")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void anotherVersionOfTheApiIsRefused() throws Exception {
        var answer = java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(java.net.URI.create(desk.base() + "/v1/customers"))
                                .header("Authorization", "Bearer " + Desk.KEY)
                                .header("Stripe-Version", "2020-08-27")
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Invalid Stripe API version: 2020-08-27", Stripe.API_VERSION);
    }

    @Test
    void anObjectOfOneRequestIsThereAfterARestart() throws Exception {
        Customer before = desk.customer("ana@aula.test");
        RequestOptions key = Desk.key("k7");
        PaymentIntent paid = desk.v1().paymentIntents().create(intent("pm_card_visa"), key);
        desk.close();
        desk = Desk.open(folder);

        assertThat(desk.v1().customers().retrieve(before.getId()).getEmail()).isEqualTo("ana@aula.test");
        assertThat(desk.v1()
                        .paymentIntents()
                        .create(intent("pm_card_visa"), key)
                        .getId())
                .isEqualTo(paid.getId());
    }

    private static PaymentIntentCreateParams intent(String method) {
        return PaymentIntentCreateParams.builder()
                .setAmount(2_000L)
                .setCurrency("eur")
                .setPaymentMethod(method)
                .setConfirm(true)
                .putMetadata("order", "ord_1")
                .build();
    }
}
