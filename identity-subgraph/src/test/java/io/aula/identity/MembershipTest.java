package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.commerce.membership.MembershipAlignment;
import io.aula.identity.commerce.webhook.NoticeSweep;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * The membership from its price to its end, with a clock of its own at the Stripe double. Long, because each sentence is a
 * membership's whole life over the same few helpers.
 */
@RunningIdentity.Test
class MembershipTest {
    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private MembershipAlignment alignment;

    @Autowired
    private NoticeSweep sweep;

    @Autowired
    private MovableClock clock;

    private final Browser browser = RunningIdentity.browser();
    /** Somebody new each time: what is told late of another is not theirs. */
    private Member bea;

    private String month;
    private String year;

    @BeforeEach
    void aMembershipForSale() throws Exception {
        sql.execute("delete from login_throttle");
        String admin = Shop.token("admin@aula.test");
        month = Member.offer(admin, "MONTH", 900, 0);
        year = Member.offer(admin, "YEAR", 9_000, 0);
        bea = Member.enter(sql, clock);
    }

    @AfterEach
    void everythingAsItWas() throws Exception {
        StripeOfTests.control("webhooks", Map.of("mode", "normal", "lose", "0"));
        StripeOfTests.control("unavailable", Map.of("seconds", "0", "lose_answers", "0"));
        clock.reset();
    }

    @Test
    void whoTakesItOutHasAllCoursesAndOneEntryForEachPayment() throws Exception {
        JsonNode checkout = bea.join(month);
        assertThat(bea.ask(
                                "query($id: ID!) { checkout(id: $id) { status order { id } membership { id status } } }",
                                Map.of("id", checkout.get("id").asString()))
                        .at("/checkout/membership/status")
                        .asString())
                .isEqualTo("ACTIVE");
        JsonNode mine = bea.mine();
        assertThat(mine.at("/price/amount").asString()).isEqualTo("900");
        assertThat(mine.at("/paymentMethod/last4").asString()).isEqualTo("4242");
        assertThat(mine.get("cancelAtPeriodEnd").asBoolean(true)).isFalse();
        assertThat(mine.at("/invoices/0/url").asString()).startsWith("http");
        assertThat(bea.right()).startsWith("ACTIVE");
        assertThat(bea.ledger()).containsExactly("PAYMENT 900 EUR");
        assertThat(Shop.codes(bea.start(year, Shop.key()))).containsExactly("ALREADY_MEMBER");

        bea.pass(Duration.ofDays(32));
        // A reading that began before the payment says of the period what it was.
        heard(() -> bea.ledger().size() == 2
                && Instant.parse(bea.mine().get("currentPeriodEnd").asString()).isAfter(clock.instant()));
        assertThat(bea.right()).startsWith("ACTIVE");
    }

    @Test
    void itsBeginningItsRenewalAndItsEndAreToldByMailOnceEach() throws Exception {
        bea.join(month);
        Shop.until(() -> bea.mails("9,00").size() == 1);
        bea.pass(Duration.ofDays(32));
        heard(() -> bea.ledger().size() == 2);
        Shop.until(() -> bea.mails("Hemos cobrado").size() == 1);
        bea.act("cancelMembership");
        assertThat(bea.mails("ha terminado")).isEmpty();
        bea.pass(Duration.ofDays(40));
        heard(() -> bea.mine().get("status").asString().equals("CANCELED"));
        Shop.until(() -> bea.mails("ha terminado").size() == 1);
        assertThat(bea.mails("9,00")).hasSize(2);
        assertThat(bea.mails("Hemos cobrado")).hasSize(1);
    }

    @Test
    void aPaymentThatIsReadTogetherWithTheEndIsToldWithoutADayUpToWhichItIsPaid() throws Exception {
        bea.join(month);
        nothingIsUnderWay();
        StripeOfTests.control("webhooks", Map.of("mode", "normal", "lose", "1000"));
        passAtStripe(Duration.ofDays(32));
        StripeOfTests.delete("/v1/subscriptions/" + bea.subscription());
        clock.forward(Duration.ofDays(32));
        heard(() -> bea.mine().get("status").asString().equals("CANCELED"));
        Shop.until(() -> bea.mails("Hemos cobrado").size() == 1
                && bea.mails("ha terminado").size() == 1);
        assertThat(bea.mails("Hemos cobrado").getFirst()).contains("9,00").doesNotContain("pagada hasta");
        assertThat(bea.ledger()).hasSize(2);
    }

    @Test
    void aPaymentThatIsReadTogetherWithTheNextDebtIsToldWithoutADayUpToWhichItIsPaid() throws Exception {
        bea.join(month);
        nothingIsUnderWay();
        StripeOfTests.control("webhooks", Map.of("mode", "normal", "lose", "1000"));
        passAtStripe(Duration.ofDays(32));
        StripeOfTests.control("cards", Map.of("customer", bea.customer(), "card", Shop.DECLINED));
        passAtStripe(Duration.ofDays(31));
        clock.forward(Duration.ofDays(63));
        heard(() -> bea.mine().get("status").asString().equals("PAST_DUE"));
        Shop.until(() ->
                bea.mails("Hemos cobrado").size() == 1 && bea.mails("otra vez").size() == 1);
        assertThat(bea.mails("Hemos cobrado").getFirst()).contains("9,00").doesNotContain("pagada hasta");
    }

    /** Neither at Stripe nor here, where what it told is worked on afterwards. What was told of others may wait for them. */
    private void nothingIsUnderWay() throws Exception {
        StripeOfTests.delivered();
        Shop.until(() -> bea.unheard().isEmpty());
    }

    /** There alone, so that nothing is read here before everything has happened. */
    private void passAtStripe(Duration time) throws Exception {
        StripeOfTests.control("clock", Map.of("customer", bea.customer(), "seconds", String.valueOf(time.toSeconds())));
    }

    @Test
    void monthAndYearAreOneWish() throws Exception {
        JsonNode first = bea.start(month, Shop.key()).get("checkout");
        JsonNode other = bea.start(year, Shop.key()).get("checkout");
        assertThat(other.get("id")).isNotEqualTo(first.get("id"));
        assertThat(StripeOfTests.get("/v1/checkout/sessions/"
                                + sql.queryForObject(
                                        "select stripe_session_id from checkout where id = ?",
                                        String.class,
                                        first.get("id").asString()))
                        .get("status")
                        .asString())
                .as("nobody pays a month and a year")
                .isEqualTo("expired");
        assertThat(bea.start(year, Shop.key()).at("/checkout/url")).isEqualTo(other.get("url"));
    }

    @Test
    void aTrialIsFreeOpensAllAndIsHadOnce() throws Exception {
        Member.offer(Shop.token("admin@aula.test"), "MONTH", 900, 14);
        bea.join(month);
        JsonNode mine = bea.mine();
        assertThat(mine.get("status").asString()).isEqualTo("TRIALING");
        assertThat(mine.get("trialEndsAt").isNull()).isFalse();
        assertThat(bea.right()).startsWith("ACTIVE");
        assertThat(bea.ledger()).isEmpty();
        bea.pass(Duration.ofDays(15));
        heard(() -> bea.ledger().equals(List.of("PAYMENT 900 EUR")));
        bea.act("cancelMembership");
        bea.pass(Duration.ofDays(40));
        heard(() -> bea.mine().get("status").asString().equals("CANCELED"));
        clock.reset();

        JsonNode again = bea.start(month, Shop.key()).get("checkout");
        StripeOfTests.pay(again.get("url").asString(), Shop.GOOD);
        Shop.until(() -> bea.mine().get("status").asString().equals("ACTIVE"));
        assertThat(bea.mine().get("trialEndsAt").isNull()).isTrue();
    }

    @Test
    void itEndsWithWhatIsPaidAndTheEndCanBeTakenBack() throws Exception {
        bea.join(month);
        JsonNode ending = bea.act("cancelMembership");
        assertThat(ending.at("/membership/cancelAtPeriodEnd").asBoolean()).isTrue();
        assertThat(ending.at("/membership/endsAt")).isEqualTo(ending.at("/membership/currentPeriodEnd"));
        assertThat(bea.act("cancelMembership")
                        .at("/membership/cancelAtPeriodEnd")
                        .asBoolean())
                .as("twice is as once")
                .isTrue();
        assertThat(bea.act("resumeMembership").at("/membership/endsAt").isNull())
                .isTrue();

        String portal = bea.act("openBillingPortal", "url").get("url").asString();
        StripeOfTests.press(portal, Map.of("action", "cancel", "subscription", bea.subscription()));
        Shop.until(() -> bea.mine().get("cancelAtPeriodEnd").asBoolean());
        assertThat(bea.act("resumeMembership").at("/membership/endsAt").isNull())
                .as("announced at Stripe's page, by a date and no flag")
                .isTrue();

        bea.act("cancelMembership");
        bea.pass(Duration.ofDays(32));
        heard(() -> bea.right().startsWith("EXPIRED")
                && bea.mine().get("status").asString().equals("CANCELED"));
        assertThat(Shop.codes(bea.act("resumeMembership"))).containsExactly("NO_MEMBERSHIP");
    }

    @Test
    void aChangeCostsToTheCentWhatThePreviewSaid() throws Exception {
        bea.join(month);
        bea.pass(Duration.ofDays(10));
        JsonNode preview = bea.preview(year);
        long today = preview.at("/today/amount").asLong();
        assertThat(today).isBetween(9_000 - 900L, 9_000L - 1);
        assertThat(Shop.codes(bea.change(year, preview, today + 1, Shop.key()))).containsExactly("PREVIEW_STALE");
        assertThat(bea.mine().at("/offer/interval").asString()).isEqualTo("MONTH");

        String key = Shop.key();
        assertThat(bea.change(year, preview, today, key)
                        .at("/membership/offer/interval")
                        .asString())
                .isEqualTo("YEAR");
        assertThat(bea.change(year, preview, today, key)
                        .at("/membership/offer/interval")
                        .asString())
                .as("a double click")
                .isEqualTo("YEAR");
        assertThat(bea.ledger()).containsExactly("PAYMENT 900 EUR", "PAYMENT " + today + " EUR");
        assertThat(bea.right()).startsWith("ACTIVE");
    }

    @Test
    void aChangeThatTheBankDeclinesChangesNothing() throws Exception {
        bea.join(month);
        bea.pass(Duration.ofDays(10));
        JsonNode preview = bea.preview(year);
        StripeOfTests.control("cards", Map.of("customer", bea.customer(), "card", Shop.POOR));
        JsonNode declined =
                bea.change(year, preview, preview.at("/today/amount").asLong(), Shop.key());
        assertThat(Shop.codes(declined)).containsExactly("CARD_DECLINED");
        assertThat(bea.mine().at("/offer/interval").asString()).isEqualTo("MONTH");
        assertThat(bea.mine().get("status").asString()).isEqualTo("ACTIVE");
        assertThat(bea.ledger()).containsExactly("PAYMENT 900 EUR");
    }

    @Test
    void aChangeThatTheBankWantsConfirmedWaitsForItsHolder() throws Exception {
        String page = askedByTheBank();
        assertThat(bea.mine().at("/offer/interval").asString()).isEqualTo("MONTH");
        assertThat(bea.mine().at("/pendingChange/offer/interval").asString()).isEqualTo("YEAR");
        assertThat(right()).isEqualTo("ACTIVE");
        assertThat(StripeOfTests.press(page, Map.of("action", "complete"))).contains("/membership?confirmed");
        heard(() -> bea.mine().at("/offer/interval").asString().equals("YEAR"));
        assertThat(bea.mine().get("pendingChange").isNull()).isTrue();
        assertThat(bea.ledger()).hasSize(2);
    }

    @Test
    void whoSaysNoAtTheBankMayPayWithAnotherCardOrDropTheChange() throws Exception {
        String page = askedByTheBank();
        StripeOfTests.press(page, Map.of("action", "fail"));
        assertThat(bea.mine().get("status").asString()).isEqualTo("ACTIVE");
        String bill = bea.act("confirmMembershipChange", "confirmUrl")
                .get("confirmUrl")
                .asString();
        assertThat(bill).contains("/invoices/");
        assertThat(bea.act("dropMembershipChange")
                        .at("/membership/pendingChange")
                        .isNull())
                .isTrue();
        assertThat(bea.act("dropMembershipChange").at("/membership/status").asString())
                .as("twice is as once")
                .isEqualTo("ACTIVE");
        assertThat(bea.mine().at("/offer/interval").asString()).isEqualTo("MONTH");
        assertThat(bea.ledger()).containsExactly("PAYMENT 900 EUR");
        assertThat(bea.act("confirmMembershipChange", "confirmUrl")
                        .get("confirmUrl")
                        .isNull())
                .as("nothing is left to confirm")
                .isTrue();
    }

    @Test
    void aChangeThatNobodyConfirmsComesToNothing() throws Exception {
        askedByTheBank();
        bea.pass(Duration.ofHours(24));
        heard(() -> bea.mine().get("pendingChange").isNull());
        assertThat(bea.mine().at("/offer/interval").asString()).isEqualTo("MONTH");
        assertThat(right()).isEqualTo("ACTIVE");
        assertThat(bea.ledger()).containsExactly("PAYMENT 900 EUR");
    }

    /** @return the page at which it asks */
    private String askedByTheBank() throws Exception {
        bea.join(month);
        bea.pass(Duration.ofDays(10));
        StripeOfTests.control("cards", Map.of("customer", bea.customer(), "card", "4000002500003155"));
        JsonNode preview = bea.preview(year);
        long today = preview.at("/today/amount").asLong();
        JsonNode asked = bea.change(year, preview, today, Shop.key());
        assertThat(Shop.codes(asked)).isEmpty();
        String page = asked.get("confirmUrl").asString();
        assertThat(bea.change(year, preview, today, Shop.key())
                        .get("confirmUrl")
                        .asString())
                .as("a second click leads to the same page")
                .isEqualTo(page);
        return page;
    }

    private String right() {
        return bea.right().split(" ")[0];
    }

    @Test
    void whatIsOpenIsPaidAtItsPageWithAnyCard() throws Exception {
        bea.join(month);
        StripeOfTests.control("cards", Map.of("customer", bea.customer(), "card", Shop.DECLINED));
        bea.pass(Duration.ofDays(31).plusHours(2));
        heard(() -> bea.mine().get("status").asString().equals("PAST_DUE"));
        String page = bea.mine().get("payUrl").asString();
        StripeOfTests.pay(page, Shop.DECLINED);
        assertThat(bea.mine().get("status").asString()).isEqualTo("PAST_DUE");
        StripeOfTests.pay(page, Shop.GOOD);
        heard(() -> bea.mine().get("status").asString().equals("ACTIVE"));
        assertThat(bea.mine().get("payUrl").isNull()).isTrue();
        assertThat(bea.ledger()).containsExactly("PAYMENT 900 EUR", "PAYMENT 900 EUR");
    }

    @Test
    void aFailedRenewalIsSaidOnceAndLeavesTwoWeeks() throws Exception {
        bea.join(month);
        StripeOfTests.control("cards", Map.of("customer", bea.customer(), "card", Shop.DECLINED));
        bea.pass(Duration.ofDays(31).plusHours(2));
        heard(() -> bea.mine().get("status").asString().equals("PAST_DUE"));
        Instant until = Instant.parse(bea.mine().get("graceUntil").asString());
        assertThat(Duration.between(clock.instant(), until)).isBetween(Duration.ofDays(10), Duration.ofDays(14));
        assertThat(bea.right()).startsWith("GRACE");
        Shop.until(() -> bea.mails("otra vez").size() == 1);

        bea.pass(Duration.ofDays(15));
        heard(() -> bea.right().startsWith("EXPIRED"));
        assertThat(bea.ledger()).containsExactly("PAYMENT 900 EUR");
        assertThat(bea.mails("otra vez")).hasSize(1);
    }

    @Test
    void aNewCardAtThePortalPaysWhatIsOpenAndOneThatWillNotLastIsSaid() throws Exception {
        bea.join(month);
        StripeOfTests.control("cards", Map.of("customer", bea.customer(), "card", Shop.DECLINED));
        bea.pass(Duration.ofDays(31).plusHours(2));
        heard(() -> bea.mine().get("status").asString().equals("PAST_DUE"));
        String portal = bea.act("openBillingPortal", "url").get("url").asString();
        StripeOfTests.press(
                portal,
                Map.of(
                        "card_number", Shop.GOOD,
                        "card_expiry", "12/40",
                        "card_cvc", "123",
                        "cardholder_name", "Emma",
                        "action", "card"));
        heard(() -> bea.mine().get("status").asString().equals("ACTIVE"));
        assertThat(bea.right()).startsWith("ACTIVE");
        assertThat(bea.mine().get("graceUntil").isNull()).isTrue();
        assertThat(bea.mine().at("/paymentMethod/expiresSoon").asBoolean(true)).isFalse();

        String card = StripeOfTests.get("/v1/subscriptions/" + bea.subscription())
                .get("default_payment_method")
                .asString();
        if (clock.instant().atOffset(ZoneOffset.UTC).getDayOfMonth() < 3) {
            bea.pass(Duration.ofDays(3)); // On its first day a month may have more than thirty left.
        }
        YearMonth last = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        StripeOfTests.create(
                "/v1/payment_methods/" + card,
                Map.of(
                        "card[exp_month]", String.valueOf(last.getMonthValue()),
                        "card[exp_year]", String.valueOf(last.getYear())));
        bea.act("resumeMembership"); // Whatever is wanted, it is read again.
        assertThat(bea.mine().at("/paymentMethod/expiresSoon").asBoolean()).isTrue();
        Shop.until(() -> bea.mails("4242").size() == 1);
    }

    @Test
    void whoLeavesWhileAPaymentIsOutstandingIsNotChargedAnyMore() throws Exception {
        bea.join(month);
        StripeOfTests.control("cards", Map.of("customer", bea.customer(), "card", Shop.DECLINED));
        bea.pass(Duration.ofDays(31).plusHours(2));
        heard(() -> bea.mine().get("status").asString().equals("PAST_DUE"));
        StripeOfTests.control("cards", Map.of("customer", bea.customer(), "card", Shop.GOOD));
        String subscription = bea.subscription();
        String customer = bea.customer();
        assertThat(bea.act("cancelMembership").at("/membership/status").asString())
                .isEqualTo("CANCELED");
        assertThat(bea.right()).startsWith("EXPIRED");
        StripeOfTests.control(
                "clock",
                Map.of(
                        "customer",
                        customer,
                        "seconds",
                        String.valueOf(Duration.ofDays(20).toSeconds())));
        assertThat(StripeOfTests.get("/v1/invoices?status=open&subscription=" + subscription)
                        .get("data")
                        .isEmpty())
                .isTrue();
        assertThat(bea.ledger()).containsExactly("PAYMENT 900 EUR");
    }

    @Test
    void moneyOfAMembershipThatABankAsksForOrThatWentBackClosesIt() throws Exception {
        bea.join(month);
        String payment = bea.one(
                "select stripe_payment_intent_id from membership_invoice join membership m on m.id = membership_id"
                        + " where user_id = ?");
        assertThat(payment).startsWith("pi_");
        StripeOfTests.control("disputes", Map.of("payment_intent", payment, "status", "needs_response"));
        Shop.until(() -> bea.right().startsWith("SUSPENDED"));
        StripeOfTests.control("disputes", Map.of("payment_intent", payment, "status", "won"));
        Shop.until(() -> bea.right().startsWith("ACTIVE"));
        assertThat(bea.ledger()).containsExactly("PAYMENT 900 EUR", "DISPUTE 900 EUR", "DISPUTE_REVERSED 900 EUR");
        StripeOfTests.create("/v1/refunds", Map.of("payment_intent", payment, "amount", "100"));
        Shop.until(() -> bea.ledger().size() == 4);
        assertThat(bea.right()).as("a part takes nothing away").startsWith("ACTIVE");
        StripeOfTests.create("/v1/refunds", Map.of("payment_intent", payment));
        Shop.until(() -> bea.right().startsWith("REVOKED"));
    }

    @Test
    void aRefundOfAMembershipThatFailsLaterIsToldOnceAndOpensItAgain() throws Exception {
        bea.join(month);
        String payment = bea.one(
                "select stripe_payment_intent_id from membership_invoice join membership m on m.id = membership_id"
                        + " where user_id = ?");
        String refund = StripeOfTests.create("/v1/refunds", Map.of("payment_intent", payment))
                .get("id")
                .asString();
        Shop.until(() -> bea.right().startsWith("REVOKED"));
        StripeOfTests.control("refunds", Map.of("refund", refund, "status", "failed"));
        Shop.until(() -> bea.right().startsWith("ACTIVE"));
        alignment.align(null, null, payment);
        assertThat(bea.ledger()).containsExactly("PAYMENT 900 EUR", "REFUND 900 EUR", "REFUND_REVERSED 900 EUR");
        Shop.until(() -> bea.mails("no han llegado").size() == 1);
        assertThat(sql.queryForList(
                        "select detail from audit_event where action = 'refund.failed' and target = ?",
                        String.class,
                        bea.mine().get("id").asString()))
                .containsExactly(refund);
    }

    @Test
    void aSubscriptionThatStripeDoesNotKnowEndsNoMembership() throws Exception {
        bea.join(month);
        String known = bea.subscription();
        sql.update(
                "update membership set stripe_subscription_id = ? where user_id = ?",
                "sub_of_another" + bea.id,
                bea.id);
        alignment.align("sub_of_another" + bea.id, null, null);
        assertThat(bea.mine().get("status").asString()).isEqualTo("ACTIVE");
        assertThat(bea.right()).startsWith("ACTIVE");
        sql.update("update membership set stripe_subscription_id = ? where user_id = ?", known, bea.id);
    }

    @Test
    void nobodySeesAnothersMembershipAndNobodyWhoseAccountIsClosedChangesOne() throws Exception {
        bea.join(month);
        String id = bea.mine().get("id").asString();
        String query = "query($r: [_Any!]!) { _entities(representations: $r) { ... on Membership { id status } } }";
        Map<String, Object> stub = Map.of("r", List.of(Map.of("__typename", "Membership", "id", id)));
        assertThat(bea.ask(query, stub).at("/_entities/0/status").asString()).isEqualTo("ACTIVE");
        JsonNode foreign =
                browser.graphql(query, stub, Shop.token("learner@aula.test")).json();
        assertThat(foreign.at("/data/_entities/0").isNull()).isTrue();

        sql.update("update app_user set state = 'SUSPENDED' where id = ?", bea.id);
        assertThat(Shop.codes(bea.act("cancelMembership")))
                .as("a closed account, a token from before")
                .containsExactly("NO_MEMBERSHIP");
    }

    @Test
    void twentyClicksOnMonthAndYearAtOnceLeaveOnePageToPayAt() throws Exception {
        try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> all = IntStream.range(0, 20)
                    .mapToObj(i -> clicks.submit(() -> bea.start(i % 2 == 0 ? month : year, Shop.key())))
                    .toList();
            for (Future<JsonNode> each : all) {
                each.get();
            }
        }
        JsonNode last = bea.start(year, Shop.key()).get("checkout");
        List<String> open = sql.queryForList(
                "select offer_id from checkout where user_id = ? and status = 'OPEN'", String.class, bea.id);
        assertThat(open).containsExactly(year);
        assertThat(sql.queryForObject(
                        "select offer_id from checkout where id = ?",
                        String.class,
                        last.get("id").asString()))
                .isEqualTo(year);
    }

    @Test
    void whatWasNeverToldIsReadAllTheSame() throws Exception {
        bea.join(month);
        StripeOfTests.delivered();
        StripeOfTests.control("webhooks", Map.of("mode", "normal", "lose", "1000"));
        StripeOfTests.delete("/v1/subscriptions/" + bea.subscription());
        heard(() -> bea.right().startsWith("EXPIRED"));
    }

    @Test
    void aRenewalOfWhichNobodyHeardIsFoundByItsDay() throws Exception {
        bea.join(month);
        StripeOfTests.delivered();
        StripeOfTests.control("webhooks", Map.of("mode", "normal", "lose", "1000"));
        bea.pass(Duration.ofDays(31).plusHours(2));
        alignment.sweep();
        assertThat(bea.ledger()).containsExactly("PAYMENT 900 EUR", "PAYMENT 900 EUR");
    }

    @Test
    void whileStripeIsAwayNothingChangesAndItIsSaid() throws Exception {
        bea.join(month);
        StripeOfTests.control("unavailable", Map.of("seconds", "60"));
        assertThat(Shop.codes(bea.act("cancelMembership"))).containsExactly("UNAVAILABLE");
        StripeOfTests.control("unavailable", Map.of("seconds", "0"));
        assertThat(bea.act("cancelMembership")
                        .at("/membership/cancelAtPeriodEnd")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whoHasNoneIsToldSo() throws Exception {
        assertThat(bea.mine().isNull()).isTrue();
        for (String name : List.of("cancelMembership", "resumeMembership")) {
            assertThat(Shop.codes(bea.act(name))).as(name).containsExactly("NO_MEMBERSHIP");
        }
        assertThat(Shop.codes(bea.act("openBillingPortal", "url"))).containsExactly("NO_MEMBERSHIP");
        JsonNode preview = browser.graphql(
                        "query($o: ID!) { previewMembershipChange(offerId: $o) { today { amount } } }",
                        Map.of("o", year),
                        bea.token)
                .json();
        assertThat(preview.at("/errors/0/extensions/code").asString()).isEqualTo("CONFLICT");
    }

    /** From Stripe's own list: what it signed now would be from the past for a clock that was put forward. */
    private void heard(Callable<Boolean> isSo) throws Exception {
        Shop.until(() -> {
            sweep.sweep();
            return isSo.call();
        });
    }
}
