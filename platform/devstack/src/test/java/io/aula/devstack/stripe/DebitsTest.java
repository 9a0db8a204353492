package io.aula.devstack.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Charge;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.param.EventListParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.Mode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money that takes days, as Stripe's own client reads it. */
class DebitsTest {
    private static final String ARRIVES = "AT61 1904 3002 3457 3201";
    private static final String FAILS = "AT861904300235473202";
    private static final String POOR = "AT981904300002222227";
    private static final String DISPUTED = "AT591904300235473203";

    @TempDir
    Path folder;

    private Desk desk;
    private String customer;

    @BeforeEach
    void open() throws Exception {
        desk = Desk.open(folder);
        customer = desk.customer("ana@aula.test").getId();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void theMoneyComesDaysAfterThePageIsDone() throws Exception {
        Session session = begin();
        HttpResponse<String> answer = debit(session, ARRIVES);
        assertThat(Desk.location(answer)).contains(session.getId());
        Session waiting = desk.read(session);
        assertThat(waiting.getStatus()).isEqualTo("complete");
        assertThat(waiting.getPaymentStatus()).isEqualTo("unpaid");
        assertThat(waiting.getInvoice()).isNull();
        PaymentIntent intent = intent(session);
        assertThat(intent.getStatus()).isEqualTo("processing");
        assertThat(intent.getAmountReceived()).isZero();
        Charge pending = desk.v1().charges().retrieve(intent.getLatestCharge());
        assertThat(pending.getStatus()).isEqualTo("pending");
        assertThat(pending.getPaymentMethodDetails().getSepaDebit().getLast4()).isEqualTo("3201");
        assertThat(types()).contains("checkout.session.completed", "payment_intent.processing", "charge.pending");

        days(4);
        assertThat(intent(session).getStatus()).isEqualTo("processing");
        days(2);
        assertThat(intent(session).getStatus()).isEqualTo("succeeded");
        assertThat(desk.read(session).getPaymentStatus()).isEqualTo("paid");
        assertThat(desk.read(session).getInvoice()).startsWith("in_");
        assertThat(types())
                .containsOnlyOnce(
                        "checkout.session.completed",
                        "checkout.session.async_payment_succeeded",
                        "payment_intent.succeeded",
                        "charge.succeeded");
        assertThat(desk.look(desk.v1()
                                .charges()
                                .retrieve(intent.getLatestCharge())
                                .getReceiptUrl())
                        .body())
                .contains("AT •••• 3201");
    }

    @Test
    void aBankMaySayNo() throws Exception {
        Session session = begin();
        debit(session, FAILS);
        days(6);
        PaymentIntent intent = intent(session);
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getLastPaymentError().getCode()).isEqualTo("debit_not_authorized");
        Session over = desk.read(session);
        assertThat(over.getStatus()).isEqualTo("complete");
        assertThat(over.getPaymentStatus()).isEqualTo("unpaid");
        assertThat(types())
                .contains("checkout.session.async_payment_failed", "payment_intent.payment_failed", "charge.failed")
                .doesNotContain("checkout.session.async_payment_succeeded");
    }

    @Test
    void theControlSettlesAtOnceAndOnlyOnce() throws Exception {
        Session poor = begin();
        debit(poor, POOR);
        String intent = intent(poor).getId();
        assertThat(settle(Map.of("payment_intent", intent))).isEqualTo(200);
        assertThat(intent(poor).getLastPaymentError().getCode()).isEqualTo("insufficient_funds");
        assertThat(settle(Map.of("payment_intent", intent))).isEqualTo(400);

        Session other = begin();
        debit(other, ARRIVES);
        assertThat(settle(Map.of("payment_intent", intent(other).getId(), "status", "failed")))
                .isEqualTo(200);
        assertThat(intent(other).getStatus()).isEqualTo("requires_payment_method");
    }

    @Test
    void whatArrivedMayBeAskedForByTheBank() throws Exception {
        Session session = begin();
        debit(session, DISPUTED);
        settle(Map.of("payment_intent", intent(session).getId()));
        assertThat(desk.v1()
                        .charges()
                        .retrieve(intent(session).getLatestCharge())
                        .getDisputed())
                .isTrue();
        assertThat(types()).contains("charge.dispute.created", "charge.dispute.funds_withdrawn");
    }

    @Test
    void aDebitUnderWaySurvivesARestart() throws Exception {
        Session session = begin();
        debit(session, ARRIVES);
        desk.close();
        desk = Desk.open(folder);
        days(6);
        assertThat(desk.read(session).getPaymentStatus()).isEqualTo("paid");
    }

    @Test
    void onlyTestAccountsAreTakenAndOnlyWhereDebitsAre() throws Exception {
        Session session = begin();
        assertThat(debit(session, "ES9121000418450200051332").statusCode()).isEqualTo(402);
        assertThat(desk.read(session).getStatus()).isEqualTo("open");
        Session cards = desk.begin(Desk.checkout(Mode.PAYMENT, desk.price(4_900).getId())
                .setCustomer(customer)
                .addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD));
        assertThat(desk.look(cards.getUrl()).body()).doesNotContain("iban");
        assertThat(debit(cards, ARRIVES).statusCode()).isEqualTo(402);
        Session monthly = desk.begin(
                Desk.checkout(Mode.SUBSCRIPTION, desk.monthly(900).getId()).setCustomer(customer));
        assertThat(desk.look(monthly.getUrl()).body()).doesNotContain("iban");
    }

    private Session begin() throws Exception {
        return desk.begin(Desk.checkout(Mode.PAYMENT, desk.price(4_900).getId())
                .setCustomer(customer)
                .setInvoiceCreation(SessionCreateParams.InvoiceCreation.builder()
                        .setEnabled(true)
                        .build()));
    }

    private HttpResponse<String> debit(Session session, String iban) throws Exception {
        return desk.press(session.getUrl(), Map.of("action", "debit", "iban", iban, "account_name", "Ana García"));
    }

    private PaymentIntent intent(Session session) throws Exception {
        return desk.v1().paymentIntents().retrieve(desk.read(session).getPaymentIntent());
    }

    private int settle(Map<String, String> fields) throws Exception {
        return desk.control("debits", fields).statusCode();
    }

    private void days(int days) throws Exception {
        desk.control(
                "clock",
                Map.of(
                        "customer",
                        customer,
                        "seconds",
                        String.valueOf(Duration.ofDays(days).toSeconds())));
    }

    private List<String> types() throws Exception {
        return desk.v1().events().list(EventListParams.builder().setLimit(100L).build()).getData().stream()
                .map(Event::getType)
                .toList();
    }
}
