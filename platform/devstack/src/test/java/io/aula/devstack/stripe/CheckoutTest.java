package io.aula.devstack.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PromotionCodeCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.Mode;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {

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
    void whoPaysIsSentToTheShopAndEverythingTellsTheSame() throws Exception {
        String customer = desk.customer("ana@aula.test").getId();
        Session session = desk.begin(purchase(4_900)
                .setCustomer(customer)
                .setClientReferenceId("chk_1")
                .putMetadata("checkout", "chk_1")
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata("checkout", "chk_1")
                        .build())
                .setInvoiceCreation(SessionCreateParams.InvoiceCreation.builder()
                        .setEnabled(true)
                        .build()));
        assertThat(session.getStatus()).isEqualTo("open");
        assertThat(session.getPaymentIntent()).isNull();
        assertThat(desk.look(session.getUrl()).body())
                .contains("<html lang=\"es\">", "Doble de Stripe", "49,00", "ana@aula.test", "http://shop.test/back");

        HttpResponse<String> answer = desk.pay(session, Desk.OK);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Desk.location(answer)).isEqualTo("http://shop.test/done?session=" + session.getId());
        Session read = desk.v1()
                .checkout()
                .sessions()
                .retrieve(
                        session.getId(),
                        SessionRetrieveParams.builder()
                                .addExpand("payment_intent.latest_charge")
                                .addExpand("invoice")
                                .addExpand("line_items")
                                .build());
        PaymentIntent intent = read.getPaymentIntentObject();
        Invoice invoice = read.getInvoiceObject();
        assertThat(read.getStatus()).isEqualTo("complete");
        assertThat(read.getPaymentStatus()).isEqualTo("paid");
        assertThat(read.getClientReferenceId()).isEqualTo("chk_1");
        assertThat(read.getLineItems().getData().getFirst().getAmountTotal()).isEqualTo(4_900);
        assertThat(intent.getAmountReceived()).isEqualTo(4_900);
        assertThat(intent.getMetadata()).containsEntry("checkout", "chk_1");
        assertThat(intent.getLatestChargeObject().getPaid()).isTrue();
        assertThat(invoice.getStatus()).isEqualTo("paid");
        assertThat(invoice.getTotal()).isEqualTo(4_900);
        assertThat(desk.look(invoice.getHostedInvoiceUrl()).body()).contains(invoice.getNumber());
        assertThat(desk.look(intent.getLatestChargeObject().getReceiptUrl()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aDeclineKeepsThePageOpenForAnotherCard() throws Exception {
        Session session = desk.begin(purchase(4_900));

        HttpResponse<String> declined = desk.pay(session, Desk.DECLINED);
        String intent = desk.read(session).getPaymentIntent();
        assertThat(declined.statusCode()).isEqualTo(402);
        assertThat(declined.body()).contains("role=\"alert\"", "Se ha rechazado la tarjeta");
        assertThat(desk.pay(session, Desk.NO_FUNDS).body()).contains("fondos suficientes");
        assertThat(desk.read(session).getStatus()).isEqualTo("open");
        assertThat(desk.v1()
                        .paymentIntents()
                        .retrieve(intent)
                        .getLastPaymentError()
                        .getDeclineCode())
                .isEqualTo("insufficient_funds");

        assertThat(desk.pay(session, Desk.OK).statusCode()).isEqualTo(303);
        assertThat(desk.read(session).getPaymentIntent()).isEqualTo(intent);
        assertThat(paidCharges()).hasSize(1);
    }

    @Test
    void theBankAsksOnAPageOfItsOwn() throws Exception {
        Session session = desk.begin(purchase(4_900));
        HttpResponse<String> asked = desk.pay(session, Desk.ASKS);
        assertThat(Desk.location(asked)).isEqualTo(session.getUrl() + "/3ds");
        assertThat(desk.look(Desk.location(asked)).body()).contains("Tu banco pregunta", "Doble de Stripe");

        assertThat(desk.press(Desk.location(asked), Map.of("action", "fail")).body())
                .contains("No se ha cobrado nada");
        assertThat(paidCharges()).isEmpty();
        desk.pay(session, Desk.ASKS);
        assertThat(desk.press(Desk.location(asked), Map.of("action", "complete"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(paidCharges()).hasSize(1);
    }

    @Test
    void twentyClicksChargeOnce() throws Exception {
        Session session = desk.begin(purchase(4_900));
        List<Future<Integer>> clicks = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                clicks.add(threads.submit(() -> desk.pay(session, Desk.OK).statusCode()));
            }
        }
        for (Future<Integer> click : clicks) {
            assertThat(click.get()).isEqualTo(303);
        }
        assertThat(paidCharges()).hasSize(1);
        assertThat(desk.v1()
                        .events()
                        .list(EventListParams.builder()
                                .setType("checkout.session.completed")
                                .build())
                        .getData())
                .hasSize(1);
    }

    @Test
    void whatIsTypedWronglyIsSaidBeforeAnythingIsCharged() throws Exception {
        Session session = desk.begin(purchase(4_900));
        assertThat(desk.pay(session, "4111111111111111").body()).contains("no es de una tarjeta de prueba");
        assertThat(desk.press(session.getUrl(), changed("card_expiry", "13/40")).body())
                .contains("MM/AA");
        assertThat(desk.press(session.getUrl(), changed("card_expiry", "01/20")).body())
                .contains("ya ha pasado");
        assertThat(desk.press(session.getUrl(), changed("card_cvc", "1")).body())
                .contains("tres o cuatro cifras");
        assertThat(desk.press(session.getUrl(), changed("email", "ana")).body()).contains("dirección de correo");
        assertThat(desk.v1().charges().list().getData()).isEmpty();
    }

    @Test
    void theNameOfAPersonIsShownAsTextOnly() throws Exception {
        Session session = desk.begin(purchase(4_900));
        Map<String, String> fields = new java.util.HashMap<>(changed("card_cvc", "1"));
        fields.put("cardholder_name", "\"><script>alert(1)</script>");
        assertThat(desk.press(session.getUrl(), fields).body()).doesNotContain("<script>");
    }

    @Test
    void aCodeMakesItCheaperAndCountsOnceItIsPaid() throws Exception {
        code("VERANO", 25, 1);
        Session session = desk.begin(purchase(4_000).setAllowPromotionCodes(true));
        Session other = desk.begin(purchase(4_000).setAllowPromotionCodes(true));
        assertThat(desk.press(session.getUrl(), Map.of("action", "apply_code", "promotion_code", "INVIERNO"))
                        .body())
                .contains("no es válido");
        assertThat(desk.press(session.getUrl(), Map.of("action", "apply_code", "promotion_code", "verano"))
                        .body())
                .contains("30,00");
        desk.pay(session, Desk.OK);

        Session read = desk.read(session);
        assertThat(read.getAmountTotal()).isEqualTo(3_000);
        assertThat(read.getTotalDetails().getAmountDiscount()).isEqualTo(1_000);
        assertThat(paidCharges()).containsExactly(3_000L);
        assertThat(desk.v1().promotionCodes().list().getData().getFirst().getTimesRedeemed())
                .isEqualTo(1);
        assertThat(desk.press(other.getUrl(), Map.of("action", "apply_code", "promotion_code", "VERANO"))
                        .body())
                .as("it could be redeemed once")
                .contains("no es válido");
    }

    @Test
    void aPriceOfNothingIsNotCharged() throws Exception {
        code("GRATIS", 100, 5);
        Session session = desk.begin(purchase(4_000).setAllowPromotionCodes(true));
        desk.press(session.getUrl(), Map.of("action", "apply_code", "promotion_code", "GRATIS"));
        desk.pay(session, Desk.OK);

        assertThat(desk.read(session).getPaymentStatus()).isEqualTo("no_payment_required");
        assertThat(desk.v1().charges().list().getData()).isEmpty();
    }

    @Test
    void anExpiredPageTakesNoMoney() throws Exception {
        Session session = desk.begin(purchase(4_900));
        assertThat(desk.v1().checkout().sessions().expire(session.getId()).getStatus())
                .isEqualTo("expired");

        assertThat(desk.pay(session, Desk.OK).statusCode()).isEqualTo(410);
        assertThat(desk.v1().charges().list().getData()).isEmpty();
        assertThatThrownBy(() -> desk.v1().checkout().sessions().expire(session.getId()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("status of expired");
    }

    @Test
    void speaksEnglishWhereTheSessionSaysSo() throws Exception {
        Session session = desk.begin(purchase(4_900).setLocale(SessionCreateParams.Locale.EN));
        assertThat(desk.look(session.getUrl()).body()).contains("<html lang=\"en\">", "A double of Stripe", "€49.00");
    }

    @Test
    void modeAndPriceMustFit() throws Exception {
        String monthly = desk.monthly(900).getId();
        assertThatThrownBy(() -> desk.begin(Desk.checkout(Mode.PAYMENT, monthly)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("recurring price");
        String once = desk.price(900).getId();
        assertThatThrownBy(() -> desk.begin(Desk.checkout(Mode.SUBSCRIPTION, once)))
                .hasMessageContaining("at least one recurring price");
    }

    @Test
    void aPriceHoldsItsTaxWhereTaxIsAskedFor() throws Exception {
        Session session = desk.begin(purchase(4_900)
                .setAutomaticTax(SessionCreateParams.AutomaticTax.builder()
                        .setEnabled(true)
                        .build()));
        assertThat(session.getAmountTotal()).isEqualTo(4_900);
        assertThat(session.getTotalDetails().getAmountTax()).isEqualTo(850);
        assertThat(desk.begin(purchase(4_900)).getTotalDetails().getAmountTax()).isZero();
    }

    private SessionCreateParams.Builder purchase(long cents) throws com.stripe.exception.StripeException {
        return Desk.checkout(Mode.PAYMENT, desk.price(cents).getId());
    }

    private List<Long> paidCharges() throws Exception {
        return desk.v1().charges().list().getData().stream()
                .filter(com.stripe.model.Charge::getPaid)
                .map(com.stripe.model.Charge::getAmount)
                .toList();
    }

    private static Map<String, String> changed(String field, String value) {
        Map<String, String> fields = new java.util.HashMap<>(Desk.card(Desk.OK, "pay"));
        fields.put(field, value);
        return fields;
    }

    private void code(String code, int percent, long times) throws Exception {
        String coupon = desk.v1()
                .coupons()
                .create(CouponCreateParams.builder()
                        .setPercentOff(java.math.BigDecimal.valueOf(percent))
                        .setDuration(CouponCreateParams.Duration.ONCE)
                        .build())
                .getId();
        desk.v1()
                .promotionCodes()
                .create(PromotionCodeCreateParams.builder()
                        .setCode(code)
                        .setMaxRedemptions(times)
                        .setPromotion(PromotionCodeCreateParams.Promotion.builder()
                                .setType(PromotionCodeCreateParams.Promotion.Type.COUPON)
                                .setCoupon(coupon)
                                .build())
                        .build());
    }
}
