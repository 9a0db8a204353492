package io.aula.devstack.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.model.testhelpers.TestClock;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.InvoiceRetrieveParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.billingportal.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.Mode;
import com.stripe.param.checkout.SessionCreateParams.SubscriptionData;
import com.stripe.param.testhelpers.TestClockAdvanceParams;
import com.stripe.param.testhelpers.TestClockCreateParams;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a subscription as its clock goes on. Long, because each sentence is one's whole life over the same few helpers. */
class SubscriptionLifeTest {

    private static final OffsetDateTime START = OffsetDateTime.of(2027, 1, 31, 10, 0, 0, 0, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Desk desk;
    private String clock;
    private String customer;

    @BeforeEach
    void open() throws Exception {
        desk = Desk.open(folder);
        clock = desk.v1()
                .testHelpers()
                .testClocks()
                .create(TestClockCreateParams.builder()
                        .setFrozenTime(START.toEpochSecond())
                        .build())
                .getId();
        customer = desk.v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setEmail("ana@aula.test")
                        .setTestClock(clock)
                        .build())
                .getId();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void renewsEachMonthOnTheLastDayItCan() throws Exception {
        Subscription begun = subscribe(desk.monthly(900), 0, Desk.OK);
        assertThat(begun.getStatus()).isEqualTo("active");
        assertThat(end(begun)).isEqualTo("2027-02-28");

        advance(START.plusMonths(1).plusHours(2));
        assertThat(end(read(begun))).isEqualTo("2027-03-31");
        advance(START.plusMonths(4).plusHours(2));

        Subscription renewed = read(begun);
        assertThat(renewed.getStatus()).isEqualTo("active");
        assertThat(end(renewed)).isEqualTo("2027-06-30");
        assertThat(invoices())
                .hasSize(5)
                .allMatch(invoice -> invoice.getStatus().equals("paid"));
        assertThat(invoices())
                .extracting(Invoice::getBillingReason)
                .containsExactly(
                        "subscription_cycle",
                        "subscription_cycle",
                        "subscription_cycle",
                        "subscription_cycle",
                        "subscription_create");
        Invoice last = desk.v1()
                .invoices()
                .retrieve(
                        renewed.getLatestInvoice(),
                        InvoiceRetrieveParams.builder().addExpand("payments").build());
        assertThat(last.getParent().getSubscriptionDetails().getSubscription()).isEqualTo(begun.getId());
        assertThat(last.getPayments().getData().getFirst().getPayment().getPaymentIntent())
                .startsWith("pi_");
        assertThat(last.getLines()
                        .getData()
                        .getFirst()
                        .getPricing()
                        .getPriceDetails()
                        .getPrice())
                .isEqualTo(begun.getItems().getData().getFirst().getPrice().getId());
    }

    @Test
    void aRenewalIsADraftForAnHour() throws Exception {
        Subscription begun = subscribe(desk.monthly(900), 0, Desk.OK);
        advance(OffsetDateTime.of(2027, 2, 28, 10, 30, 0, 0, ZoneOffset.UTC));
        assertThat(invoices().getFirst().getStatus()).isEqualTo("draft");
        assertThat(read(begun).getStatus()).isEqualTo("active");

        advance(OffsetDateTime.of(2027, 2, 28, 11, 30, 0, 0, ZoneOffset.UTC));
        assertThat(invoices().getFirst().getStatus()).isEqualTo("paid");
    }

    @Test
    void aFailedRenewalIsRetriedForTwoWeeksAndThenEnds() throws Exception {
        Subscription begun = subscribe(desk.monthly(900), 0, Desk.OK);
        desk.control("cards", Map.of("customer", customer, "card", Desk.NO_FUNDS));
        OffsetDateTime renewal = OffsetDateTime.of(2027, 2, 28, 11, 0, 1, 0, ZoneOffset.UTC);

        advance(renewal);
        assertThat(read(begun).getStatus()).isEqualTo("past_due");
        Invoice open = invoices().getFirst();
        assertThat(open.getAttemptCount()).isEqualTo(1);
        assertThat(Instant.ofEpochSecond(open.getNextPaymentAttempt()))
                .isEqualTo(renewal.minusSeconds(1).plusDays(3).toInstant());
        advance(renewal.plusDays(9));
        assertThat(invoices().getFirst().getAttemptCount()).isEqualTo(3);
        assertThat(read(begun).getStatus()).isEqualTo("past_due");

        advance(renewal.plusDays(14));
        Subscription over = read(begun);
        assertThat(over.getStatus()).isEqualTo("canceled");
        assertThat(over.getCancellationDetails().getReason()).isEqualTo("payment_failed");
        assertThat(invoices().getFirst().getNextPaymentAttempt()).isNull();
        assertThat(types()).contains("invoice.payment_failed", "customer.subscription.deleted");
    }

    @Test
    void theAccountMayLetItStayUnpaid() throws Exception {
        desk.control("dunning", Map.of("end", "unpaid"));
        Subscription begun = subscribe(desk.monthly(900), 0, Desk.OK);
        desk.control("cards", Map.of("customer", customer, "card", Desk.DECLINED));
        advance(START.plusMonths(1).plusDays(16));

        assertThat(read(begun).getStatus()).isEqualTo("unpaid");
    }

    @Test
    void aNewCardInThePortalPaysWhatIsOpen() throws Exception {
        Subscription begun = subscribe(desk.monthly(900), 0, Desk.OK);
        desk.control("cards", Map.of("customer", customer, "card", Desk.DECLINED));
        advance(START.plusMonths(1).plusHours(2));
        String portal = portal();
        assertThat(desk.look(portal).body()).contains("El último cobro ha fallado", "Doble de Stripe");

        assertThat(desk.press(portal, Desk.card(Desk.DECLINED, "card")).body()).contains("Se ha rechazado la tarjeta");
        assertThat(desk.press(portal, Desk.card(Desk.OK, "card")).statusCode()).isEqualTo(303);

        assertThat(read(begun).getStatus()).isEqualTo("active");
        assertThat(invoices().getFirst().getStatus()).isEqualTo("paid");
        assertThat(desk.look(portal).body()).doesNotContain("El último cobro ha fallado");
    }

    @Test
    void cancelledInThePortalItEndsWithItsPeriodAndCanBeTakenBack() throws Exception {
        Subscription begun = subscribe(desk.monthly(900), 0, Desk.OK);
        String portal = portal();
        desk.press(portal, Map.of("action", "cancel", "subscription", begun.getId()));
        Subscription ending = read(begun);
        assertThat(ending.getCancelAt())
                .isEqualTo(ending.getItems().getData().getFirst().getCurrentPeriodEnd());
        assertThat(ending.getCancelAtPeriodEnd())
                .as("the portal sets the date, not the flag")
                .isFalse();
        desk.press(portal, Map.of("action", "resume", "subscription", begun.getId()));
        assertThat(read(begun).getCancelAt()).isNull();

        desk.press(portal, Map.of("action", "cancel", "subscription", begun.getId()));
        advance(START.plusMonths(1).plusHours(2));
        assertThat(read(begun).getStatus()).isEqualTo("canceled");
        assertThat(invoices()).hasSize(1);
    }

    @Test
    void cancelledByTheFlagItEndsWithItsPeriod() throws Exception {
        Subscription begun = subscribe(desk.monthly(900), 0, Desk.OK);
        Subscription ending = desk.v1()
                .subscriptions()
                .update(
                        begun.getId(),
                        SubscriptionUpdateParams.builder()
                                .setCancelAtPeriodEnd(true)
                                .build());
        assertThat(ending.getCancelAtPeriodEnd()).isTrue();
        assertThat(ending.getCanceledAt()).isEqualTo(START.toEpochSecond());
        advance(START.plusMonths(1).plusHours(2));

        assertThat(read(begun).getStatus()).isEqualTo("canceled");
    }

    @Test
    void aTrialCostsNothingAndThenTheCardIsCharged() throws Exception {
        Subscription begun = subscribe(desk.monthly(900), 7, Desk.OK);
        assertThat(begun.getStatus()).isEqualTo("trialing");
        assertThat(invoices()).extracting(Invoice::getTotal).containsExactly(0L);
        advance(START.plusDays(5));
        assertThat(types()).contains("customer.subscription.trial_will_end");
        advance(START.plusDays(7).plusHours(2));

        assertThat(read(begun).getStatus()).isEqualTo("active");
        assertThat(invoices().getFirst().getAmountPaid()).isEqualTo(900);
        assertThat(end(read(begun))).isEqualTo("2027-03-07");
    }

    @Test
    void aCardThatOnlyFailsWhenChargedFailsAtTheEndOfTheTrial() throws Exception {
        Subscription begun = subscribe(desk.monthly(900), 7, Desk.FAILS_LATER);
        assertThat(begun.getStatus()).isEqualTo("trialing");
        advance(START.plusDays(7).plusHours(2));

        assertThat(read(begun).getStatus()).isEqualTo("past_due");
    }

    @Test
    void aTrialWithoutACardMayPause() throws Exception {
        Subscription begun = desk.v1()
                .subscriptions()
                .create(SubscriptionCreateParams.builder()
                        .setCustomer(customer)
                        .addItem(SubscriptionCreateParams.Item.builder()
                                .setPrice(desk.monthly(900).getId())
                                .build())
                        .setTrialPeriodDays(7L)
                        .setTrialSettings(SubscriptionCreateParams.TrialSettings.builder()
                                .setEndBehavior(SubscriptionCreateParams.TrialSettings.EndBehavior.builder()
                                        .setMissingPaymentMethod(
                                                SubscriptionCreateParams.TrialSettings.EndBehavior.MissingPaymentMethod
                                                        .PAUSE)
                                        .build())
                                .build())
                        .build());
        advance(START.plusDays(8));

        assertThat(read(begun).getStatus()).isEqualTo("paused");
    }

    @Test
    void theBankAsksOnceAndRenewalsAreLetThrough() throws Exception {
        Session session = desk.begin(membership(desk.monthly(900), 0));
        String question = Desk.location(desk.pay(session, Desk.ASKS));
        assertThat(question).endsWith("/3ds");
        assertThat(desk.press(question, Map.of("action", "complete")).statusCode())
                .isEqualTo(303);
        Subscription begun =
                desk.v1().subscriptions().retrieve(desk.read(session).getSubscription());
        advance(START.plusMonths(1).plusHours(2));

        assertThat(read(begun).getStatus()).isEqualTo("active");
        assertThat(invoices())
                .hasSize(2)
                .allMatch(invoice -> invoice.getStatus().equals("paid"));
    }

    @Test
    void aDeclinedFirstPaymentIsTriedAgainOnTheSameSubscription() throws Exception {
        Session session = desk.begin(membership(desk.monthly(900), 0));
        assertThat(desk.pay(session, Desk.DECLINED).statusCode()).isEqualTo(402);
        assertThat(desk.read(session).getStatus()).isEqualTo("open");
        desk.pay(session, Desk.OK);

        assertThat(desk.v1().subscriptions().list().getData()).hasSize(1);
        assertThat(desk.read(session).getStatus()).isEqualTo("complete");
        assertThat(invoices()).extracting(Invoice::getStatus).containsExactly("paid");
    }

    @Test
    void aPreviewOfAnUpgradeIsTheInvoiceToTheCent() throws Exception {
        Subscription begun = subscribe(desk.monthly(999), 0, Desk.OK);
        Price yearly = desk.yearly(9_900);
        advance(START.plusDays(11).plusHours(7));
        long at = START.plusDays(11).plusHours(7).toEpochSecond();
        String item = begun.getItems().getData().getFirst().getId();
        Invoice preview = desk.v1()
                .invoices()
                .createPreview(InvoiceCreatePreviewParams.builder()
                        .setSubscription(begun.getId())
                        .setSubscriptionDetails(InvoiceCreatePreviewParams.SubscriptionDetails.builder()
                                .setProrationDate(at)
                                .addItem(InvoiceCreatePreviewParams.SubscriptionDetails.Item.builder()
                                        .setId(item)
                                        .setPrice(yearly.getId())
                                        .build())
                                .build())
                        .build());
        assertThat(invoices()).as("a preview keeps nothing").hasSize(1);

        desk.v1()
                .subscriptions()
                .update(
                        begun.getId(),
                        SubscriptionUpdateParams.builder()
                                .setProrationDate(at)
                                .addItem(SubscriptionUpdateParams.Item.builder()
                                        .setId(item)
                                        .setPrice(yearly.getId())
                                        .build())
                                .build());
        Invoice billed = invoices().getFirst();
        assertThat(billed.getStatus()).isEqualTo("paid");
        assertThat(billed.getAmountPaid()).isEqualTo(preview.getAmountDue()).isLessThan(9_900);
        assertThat(billed.getLines().getData()).hasSize(2);
        assertThat(end(read(begun))).isEqualTo("2028-02-11");
    }

    @Test
    void anotherPriceOfTheSameIntervalIsSettledWithTheNextInvoice() throws Exception {
        Subscription begun = subscribe(desk.monthly(1_000), 0, Desk.OK);
        Price higher = desk.monthly(3_000);
        advance(START.plusDays(14));
        String item = begun.getItems().getData().getFirst().getId();
        InvoiceCreatePreviewParams params = InvoiceCreatePreviewParams.builder()
                .setSubscription(begun.getId())
                .setSubscriptionDetails(InvoiceCreatePreviewParams.SubscriptionDetails.builder()
                        .addItem(InvoiceCreatePreviewParams.SubscriptionDetails.Item.builder()
                                .setId(item)
                                .setPrice(higher.getId())
                                .build())
                        .build())
                .build();
        assertThat(desk.v1().invoices().createPreview(params).getTotal()).isEqualTo(4_000);
        desk.v1()
                .subscriptions()
                .update(
                        begun.getId(),
                        SubscriptionUpdateParams.builder()
                                .addItem(SubscriptionUpdateParams.Item.builder()
                                        .setId(item)
                                        .setPrice(higher.getId())
                                        .build())
                                .build());
        advance(START.plusMonths(1).plusHours(2));

        assertThat(invoices().getFirst().getAmountPaid()).isEqualTo(4_000);
    }

    @Test
    void aCouponForOneBillIsGoneAfterIt() throws Exception {
        String coupon = desk.v1()
                .coupons()
                .create(CouponCreateParams.builder()
                        .setPercentOff(java.math.BigDecimal.valueOf(50))
                        .setDuration(CouponCreateParams.Duration.ONCE)
                        .build())
                .getId();
        Session session = desk.begin(membership(desk.monthly(900), 0)
                .addDiscount(com.stripe.param.checkout.SessionCreateParams.Discount.builder()
                        .setCoupon(coupon)
                        .build()));
        desk.pay(session, Desk.OK);
        advance(START.plusMonths(1).plusHours(2));

        assertThat(invoices()).extracting(Invoice::getAmountPaid).containsExactly(900L, 450L);
    }

    @Test
    void aDeclineByTheApiIsACardExceptionAndLeavesNoSubscription() throws Exception {
        SubscriptionCreateParams params = SubscriptionCreateParams.builder()
                .setCustomer(customer)
                .setDefaultPaymentMethod("pm_card_chargeCustomerFail")
                .setPaymentBehavior(SubscriptionCreateParams.PaymentBehavior.ERROR_IF_INCOMPLETE)
                .addItem(SubscriptionCreateParams.Item.builder()
                        .setPrice(desk.monthly(900).getId())
                        .build())
                .build();
        assertThatThrownBy(() -> desk.v1().subscriptions().create(params)).isInstanceOf(CardException.class);
        assertThat(desk.v1().subscriptions().list().getData()).isEmpty();
    }

    @Test
    void aCustomerOfRealTimeIsGivenAClockByTheControls() throws Exception {
        String other = desk.customer("eva@aula.test").getId();
        Session session = desk.begin(
                Desk.checkout(Mode.SUBSCRIPTION, desk.monthly(900).getId()).setCustomer(other));
        desk.pay(session, Desk.OK);
        desk.control("clock", Map.of("customer", other, "seconds", String.valueOf(32 * 86_400)));

        assertThat(desk.v1()
                        .invoices()
                        .list(InvoiceListParams.builder().setCustomer(other).build())
                        .getData())
                .hasSize(2);
    }

    @Test
    void aClockOnlyGoesForward() {
        assertThatThrownBy(() -> advance(START.minusDays(1))).hasMessageContaining("after its current frozen time");
    }

    private com.stripe.param.checkout.SessionCreateParams.Builder membership(Price price, long trialDays) {
        com.stripe.param.checkout.SessionCreateParams.Builder params =
                Desk.checkout(Mode.SUBSCRIPTION, price.getId()).setCustomer(customer);
        return trialDays == 0
                ? params
                : params.setSubscriptionData(
                        SubscriptionData.builder().setTrialPeriodDays(trialDays).build());
    }

    private Subscription subscribe(Price price, long trialDays, String card) throws Exception {
        Session session = desk.begin(membership(price, trialDays));
        assertThat(desk.pay(session, card).statusCode()).isEqualTo(303);
        return desk.v1().subscriptions().retrieve(desk.read(session).getSubscription());
    }

    private Subscription read(Subscription subscription) throws StripeException {
        return desk.v1().subscriptions().retrieve(subscription.getId());
    }

    private List<Invoice> invoices() throws StripeException {
        return desk.v1()
                .invoices()
                .list(InvoiceListParams.builder().setCustomer(customer).build())
                .getData();
    }

    private List<String> types() throws StripeException {
        return desk.v1().events().list(EventListParams.builder().setLimit(100L).build()).getData().stream()
                .map(Event::getType)
                .toList();
    }

    private void advance(OffsetDateTime to) throws StripeException {
        TestClock moved = desk.v1()
                .testHelpers()
                .testClocks()
                .advance(
                        clock,
                        TestClockAdvanceParams.builder()
                                .setFrozenTime(to.toEpochSecond())
                                .build());
        assertThat(moved.getStatus()).isEqualTo("advancing");
        assertThat(desk.v1().testHelpers().testClocks().retrieve(clock).getStatus())
                .isEqualTo("ready");
    }

    private String portal() throws StripeException {
        return desk.v1()
                .billingPortal()
                .sessions()
                .create(SessionCreateParams.builder()
                        .setCustomer(customer)
                        .setLocale(SessionCreateParams.Locale.ES)
                        .setReturnUrl("http://shop.test/account")
                        .build())
                .getUrl();
    }

    private static String end(Subscription subscription) {
        long end = subscription.getItems().getData().getFirst().getCurrentPeriodEnd();
        return Instant.ofEpochSecond(end).atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
