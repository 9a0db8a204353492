package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.commerce.refund.RefundService;
import io.aula.identity.commerce.webhook.NoticeSweep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What went back, what is on its way, what came back all the same, and what banks ask for: as Stripe says it stands. */
@RunningIdentity.Test
class MoneyBackTest {
    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private RefundService refunds;

    @Autowired
    private NoticeSweep sweep;

    @Autowired
    private MovableClock clock;

    private Shop shop;

    @BeforeEach
    void aCourseForSale() throws Exception {
        shop = Shop.open(sql);
    }

    @AfterEach
    void everythingAsItWas() throws Exception {
        StripeOfTests.control("webhooks", Map.of("mode", "normal", "lose", "0", "duplicates", "1"));
        StripeOfTests.control("unavailable", Map.of("seconds", "0", "lose_answers", "0"));
        clock.reset();
    }

    @Test
    void aRefundThatComesBackLaterIsAnsweredInTheLedgerAndTheCourseIsOpenAgain() throws Exception {
        shop.bought(Shop.GOOD);
        assertThat(shop.refund(order(), Shop.key()).at("/order/status").asString())
                .isEqualTo("REFUNDED");
        assertThat(shop.rights()).containsExactly("2 REVOKED");

        StripeOfTests.control("refunds", Map.of("refund", refundAtStripe(), "status", "failed"));
        Shop.until(() -> shop.rights().equals(List.of("3 ACTIVE")));
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR", "REFUND 1999 EUR", "REFUND_REVERSED 1999 EUR");
        assertThatItIsToldOnceThatTheMoneyDidNotArrive();
        JsonNode order = shop.order();
        assertThat(order.get("status").asString()).isEqualTo("PAID");
        assertThat(order.at("/refunded/amount").asString()).isEqualTo("0");
        assertThat(order.at("/refunds/0/status").asString()).isEqualTo("FAILED");
        assertThat(order.at("/refundEligibility/eligible").asBoolean())
                .as("nothing has gone back after all")
                .isTrue();
        assertThat(shop.refund(order(), Shop.key()).at("/order/status").asString())
                .isEqualTo("REFUNDED");
    }

    @Test
    void aRefundOnItsWayClosesTheCourseForNowAndIsNotCalledDone() throws Exception {
        shop.bought(Shop.REFUND_PENDING);
        JsonNode asked = shop.refund(order(), Shop.key());
        assertThat(asked.at("/order/status").asString()).isEqualTo("PAID");
        JsonNode order = shop.order();
        assertThat(order.at("/refunds/0/status").asString()).isEqualTo("PENDING");
        assertThat(order.at("/refunds/0/reason").asString()).isEqualTo("No era para mí");
        assertThat(order.at("/refundEligibility/eligible").asBoolean(true)).isFalse();
        assertThat(shop.rights()).containsExactly("2 SUSPENDED");
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR");

        shop.refund(order(), Shop.key());
        clock.forward(Duration.ofMinutes(5));
        refunds.carryOutPending();
        assertThat(StripeOfTests.get("/v1/refunds?payment_intent=" + shop.payment())
                        .get("data")
                        .size())
                .as("asked again, and looked after")
                .isEqualTo(1);

        StripeOfTests.control("refunds", Map.of("refund", refundAtStripe(), "status", "succeeded"));
        Shop.until(() -> shop.rights().equals(List.of("3 REVOKED")));
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR", "REFUND 1999 EUR");
        assertThat(shop.order().at("/refunds/0/status").asString()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aRefundThatNeverArrivesOpensTheCourseAgainAndMovedNothing() throws Exception {
        shop.bought(Shop.REFUND_PENDING);
        shop.refund(order(), Shop.key());
        StripeOfTests.control("refunds", Map.of("refund", refundAtStripe(), "status", "failed"));
        Shop.until(() -> shop.rights().equals(List.of("3 ACTIVE")));
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR");
        assertThatItIsToldOnceThatTheMoneyDidNotArrive();
    }

    @Test
    void aRefundThatFailsAtOnceIsAnsweredAsFailedAndLeavesTheCourseOpen() throws Exception {
        shop.bought(Shop.REFUND_FAILS);
        String key = Shop.key();
        JsonNode failed = shop.refund(order(), key);
        assertThat(Shop.codes(failed)).containsExactly("REFUND_FAILED");
        assertThat(failed.get("order").isNull()).isTrue();
        assertThat(shop.rights()).as("never closed").containsExactly("1 ACTIVE");
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR");
        assertThatItIsToldOnceThatTheMoneyDidNotArrive();
        assertThat(Shop.codes(shop.refund(order(), key)))
                .as("the same wish again")
                .containsExactly("REFUND_FAILED");
        assertThat(StripeOfTests.get("/v1/refunds?payment_intent=" + shop.payment())
                        .get("data")
                        .size())
                .as("asked once")
                .isEqualTo(1);
        assertThat(shop.order().at("/refundEligibility/eligible").asBoolean())
                .as("another may be asked for")
                .isTrue();
    }

    @Test
    void whatIsToldOfARefundThatFailedDoesNotDependOnTheOrderOfItsEvents() throws Exception {
        shop.bought(Shop.GOOD);
        shop.heard();
        StripeOfTests.control("webhooks", Map.of("mode", "hold", "parallel", "4"));
        shop.refund(order(), Shop.key());
        StripeOfTests.control("refunds", Map.of("refund", refundAtStripe(), "status", "failed"));
        StripeOfTests.control("webhooks/release", Map.of("order", "shuffled", "seed", "7", "copies", "3"));
        StripeOfTests.control("webhooks", Map.of("mode", "normal"));
        Shop.until(() -> shop.rights().equals(List.of("3 ACTIVE")));
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR", "REFUND 1999 EUR", "REFUND_REVERSED 1999 EUR");
        assertThatItIsToldOnceThatTheMoneyDidNotArrive();
    }

    private void assertThatItIsToldOnceThatTheMoneyDidNotArrive() throws Exception {
        String id = order();
        String number =
                String.valueOf(sql.queryForObject("select number from purchase_order where id = ?", String.class, id));
        shop.heard();
        Shop.until(() -> told(number) > 0);
        assertThat(told(number)).isEqualTo(1);
        assertThat(shop.count("select count(*) from letter where kind = 'REFUND_FAILED' and words[2] = ?", number))
                .isEqualTo(1);
        assertThat(shop.count("select count(*) from audit_event where action = 'refund.failed' and target = ?", id))
                .isEqualTo(1);
    }

    private static long told(String number) {
        return RunningIdentity.mailsTo("learner5@aula.test").stream()
                .filter(mail -> mail.contains(number) && mail.contains("has not arrived"))
                .count();
    }

    @Test
    void aRefundWhoseAnswerWasLostIsMadeOnce() throws Exception {
        shop.bought(Shop.GOOD);
        StripeOfTests.control("unavailable", Map.of("lose_answers", "1"));
        assertThat(shop.refund(order(), Shop.key()).get("userErrors").isEmpty()).isTrue();
        clock.forward(Duration.ofMinutes(2));
        refunds.carryOutPending();
        assertThat(shop.rights()).containsExactly("2 REVOKED");
        assertThat(StripeOfTests.get("/v1/refunds?payment_intent=" + shop.payment())
                        .get("data")
                        .size())
                .isEqualTo(1);
        assertThat(shop.order().get("refunds").size()).isEqualTo(1);
    }

    @Test
    void whatABankAsksForClosesTheCourseUntilItIsWon() throws Exception {
        shop.bought(Shop.GOOD);
        dispute("warning_needs_response");
        shop.heard();
        assertThat(shop.rights()).as("a question takes nothing").containsExactly("1 ACTIVE");

        dispute("needs_response");
        Shop.until(() -> shop.rights().equals(List.of("2 SUSPENDED")));
        assertThat(shop.order().get("status").asString()).isEqualTo("DISPUTED");
        JsonNode refused = shop.refund(order(), Shop.key());
        assertThat(Shop.codes(refused)).containsExactly("REFUND_REFUSED");
        assertThat(refused.at("/userErrors/0/eligibility/reason").asString()).contains("bank");

        dispute("won");
        Shop.until(() -> shop.rights().equals(List.of("3 ACTIVE")));
        assertThat(shop.order().get("status").asString()).isEqualTo("PAID");
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR", "DISPUTE 1999 EUR", "DISPUTE_REVERSED 1999 EUR");
    }

    @Test
    void whatABankKeepsClosesTheCourseForGood() throws Exception {
        shop.bought(Shop.GOOD);
        dispute("needs_response");
        dispute("lost");
        Shop.until(() -> shop.rights().getFirst().endsWith("REVOKED"));
        assertThat(shop.order().get("status").asString()).isEqualTo("DISPUTED");
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR", "DISPUTE 1999 EUR");
    }

    @Test
    void whatWasNeverToldIsFoundInStripesOwnList() throws Exception {
        Shop other = shop.another();
        shop.bought(Shop.GOOD);
        other.bought(Shop.GOOD);
        shop.heard();
        other.heard();
        StripeOfTests.control("webhooks", Map.of("mode", "normal", "lose", "1000"));
        dispute("needs_response");
        StripeOfTests.create("/v1/refunds", Map.of("payment_intent", other.payment()));
        shop.heard();
        assertThat(shop.rights()).containsExactly("1 ACTIVE");
        assertThat(other.rights()).containsExactly("1 ACTIVE");

        sweep.sweep();
        Shop.until(() ->
                shop.rights().equals(List.of("2 SUSPENDED")) && other.rights().equals(List.of("2 REVOKED")));
        int known = shop.count("select count(*) from stripe_event");
        sweep.sweep();
        assertThat(shop.count("select count(*) from stripe_event"))
                .as("what is known is not new")
                .isEqualTo(known);
    }

    @Test
    void whatWasToldLongAgoIsForgotten() {
        sql.update("insert into stripe_event (id, type, created_at, received_at, not_before, handled_at)"
                + " values ('evt_old', 'x', now() - interval '41 days', now(), now(), now() - interval '41 days'),"
                + " ('evt_young', 'x', now(), now(), now(), now() - interval '39 days')");
        sweep.forget();
        assertThat(sql.queryForList("select id from stripe_event where id in ('evt_old', 'evt_young')", String.class))
                .containsExactly("evt_young");
    }

    private String order() throws Exception {
        return shop.order().get("id").asString();
    }

    private String refundAtStripe() throws Exception {
        return StripeOfTests.get("/v1/refunds?payment_intent=" + shop.payment())
                .at("/data/0/id")
                .asString();
    }

    private void dispute(String status) throws Exception {
        StripeOfTests.control("disputes", Map.of("payment_intent", shop.payment(), "status", status));
    }
}
