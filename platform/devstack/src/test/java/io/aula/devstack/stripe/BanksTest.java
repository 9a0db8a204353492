package io.aula.devstack.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Charge;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.DisputeListParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.RefundCreateParams;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What banks make of money afterwards, as Stripe's own client reads it. */
class BanksTest {
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
    void aRefundMayBeOnItsWayAndArrive() throws Exception {
        Refund refund = refund(pay("pm_card_pendingRefund"));
        assertThat(refund.getStatus()).isEqualTo("pending");
        desk.control("refunds", Map.of("refund", refund.getId(), "status", "succeeded"));
        assertThat(desk.v1().refunds().retrieve(refund.getId()).getStatus()).isEqualTo("succeeded");
        assertThat(types()).contains("refund.updated").doesNotContain("refund.failed");
    }

    @Test
    void aRefundMayFailAfterItHadSucceededAndCanBeMadeAgain() throws Exception {
        PaymentIntent intent = pay("pm_card_visa");
        Refund refund = refund(intent);
        desk.control("refunds", Map.of("refund", refund.getId(), "status", "failed"));
        Refund failed = desk.v1().refunds().retrieve(refund.getId());
        assertThat(failed.getStatus()).isEqualTo("failed");
        assertThat(failed.getFailureBalanceTransaction()).startsWith("txn_");
        Charge charge = desk.v1().charges().retrieve(intent.getLatestCharge());
        assertThat(charge.getAmountRefunded()).isZero();
        assertThat(charge.getRefunded()).isFalse();
        assertThat(types()).contains("refund.failed");
        assertThat(desk.control("refunds", Map.of("refund", refund.getId(), "status", "succeeded"))
                        .statusCode())
                .as("what failed has failed")
                .isEqualTo(400);
        assertThat(refund(intent).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void aRefundMayFailRightAfterTheAnswerThatItSucceeded() throws Exception {
        Refund refund = refund(pay("pm_card_refundFail"));
        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThat(desk.v1().refunds().retrieve(refund.getId()).getStatus()).isEqualTo("failed");
        assertThat(types()).contains("refund.failed");
    }

    @Test
    void aDisputeHoldsTheMoneyUntilItIsWon() throws Exception {
        PaymentIntent intent = pay("pm_card_createDispute");
        assertThat(dispute(intent)).isEqualTo("needs_response");
        assertThat(desk.v1().charges().retrieve(intent.getLatestCharge()).getDisputed())
                .isTrue();
        assertThatThrownBy(() -> refund(intent))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("charge_disputed"));
        desk.control("disputes", Map.of("payment_intent", intent.getId(), "status", "won"));
        assertThat(dispute(intent)).isEqualTo("won");
        assertThat(types())
                .contains(
                        "charge.dispute.created",
                        "charge.dispute.funds_withdrawn",
                        "charge.dispute.closed",
                        "charge.dispute.funds_reinstated");
        assertThat(refund(intent).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void aQuestionHoldsNothingAndWhatIsOverStaysSo() throws Exception {
        PaymentIntent intent = pay("pm_card_visa");
        desk.control("disputes", Map.of("payment_intent", intent.getId(), "status", "warning_needs_response"));
        assertThat(types()).doesNotContain("charge.dispute.funds_withdrawn");
        desk.control("disputes", Map.of("payment_intent", intent.getId(), "status", "lost"));
        assertThat(desk.control("disputes", Map.of("payment_intent", intent.getId(), "status", "won"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatIsGoneIsRefusedUnderItsKeyForEver() throws Exception {
        String product = desk.price(900).getProduct();
        desk.control("gone", Map.of("id", product));
        PriceCreateParams wanted = PriceCreateParams.builder()
                .setProduct(product)
                .setCurrency("eur")
                .setUnitAmount(900L)
                .build();
        assertThatThrownBy(() -> desk.v1().prices().create(wanted, Desk.key("p1")))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e.getCode()).isEqualTo("resource_missing");
                    assertThat(e.getParam()).isEqualTo("product");
                });
        assertThatThrownBy(() -> desk.v1().prices().create(wanted, Desk.key("p1")))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getMessage()).contains("No such product"));
    }

    @Test
    void whatIsGoneIsGoneAfterARestartToo() throws Exception {
        String customer = desk.v1()
                .customers()
                .create(CustomerCreateParams.builder().setName("Ana").build())
                .getId();
        desk.control("gone", Map.of("id", customer));
        desk.close();
        desk = Desk.open(folder);
        assertThatThrownBy(() -> desk.v1().customers().retrieve(customer)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void eventsAreReadOnwardFromTheLastKnownOne() throws Exception {
        pay("pm_card_visa");
        Event known = desk.v1().events().list().getData().getFirst();
        PaymentIntent intent = pay("pm_card_visa");
        EventListParams next = EventListParams.builder()
                .setEndingBefore(known.getId())
                .addType("payment_intent.succeeded")
                .addType(known.getType())
                .setLimit(100L)
                .build();
        assertThat(desk.v1().events().list(next).getData())
                .extracting(Event::getType)
                .containsOnly("payment_intent.succeeded", known.getType());
        assertThat(intent.getStatus()).isEqualTo("succeeded");
    }

    private PaymentIntent pay(String method) throws Exception {
        return desk.v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(1_999L)
                        .setCurrency("eur")
                        .setPaymentMethod(method)
                        .setConfirm(true)
                        .addPaymentMethodType("card")
                        .build());
    }

    private Refund refund(PaymentIntent intent) throws com.stripe.exception.StripeException {
        return desk.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent.getId())
                        .build());
    }

    private String dispute(PaymentIntent intent) throws Exception {
        return desk.v1()
                .disputes()
                .list(DisputeListParams.builder()
                        .setPaymentIntent(intent.getId())
                        .build())
                .getData()
                .getFirst()
                .getStatus();
    }

    private List<String> types() throws Exception {
        return desk.v1().events().list(EventListParams.builder().setLimit(100L).build()).getData().stream()
                .map(Event::getType)
                .toList();
    }
}
