package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.commerce.checkout.CheckoutSweeper;
import io.aula.identity.commerce.membership.MembershipEnding;
import io.aula.identity.commerce.refund.RefundService;
import io.aula.platform.id.UserId;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.ReflectionTestUtils;
import tools.jackson.databind.JsonNode;

/** A process that dies at each named point of buying, and this one, which goes on with what it left. */
@RunningIdentity.Test
class CrashTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private CheckoutSweeper sweeper;

    @Autowired
    private RefundService refunds;

    @Autowired
    private MembershipEnding ending;

    @Autowired
    @Qualifier("noticeWork")
    private Object work;

    @Autowired
    private MovableClock clock;

    private Shop shop;

    @BeforeEach
    void aCourseForSale() throws Exception {
        shop = Shop.open(sql);
    }

    @AfterEach
    void everythingAsItWas() throws Exception {
        StripeOfTests.control("webhooks", Map.of("mode", "normal", "lose", "0"));
        clock.reset();
    }

    @Test
    void betweenThePageAndItsNoteThereIsOnePageAndOneCharge() throws Exception {
        String key = Shop.key();
        try (ChildIdentity child = ChildIdentity.start("checkout.after-page")) {
            dies(
                    child,
                    "mutation($i: StartCheckoutInput!) { startCheckout(input: $i) { checkout { id } } }",
                    Map.of("idempotencyKey", key, "offerId", shop.offer, "currency", "EUR"));
        }
        clock.forward(Duration.ofSeconds(30)); // Until then another may be at it.
        JsonNode checkout = shop.buy(key).get("checkout");
        assertThat(StripeOfTests.pay(checkout.get("url").asString(), Shop.GOOD)).isPresent();
        shop.untilPaid(checkout);
        String id = checkout.get("id").asString();
        String customer = sql.queryForObject(
                "select stripe_customer_id from customer where user_id = ?", String.class, Shop.EMMA);
        assertThat(StripeOfTests.get("/v1/checkout/sessions?limit=100&customer=" + customer)
                        .get("data")
                        .valueStream()
                        .filter(session ->
                                session.get("client_reference_id").asString("").equals(id)))
                .as("pages at Stripe")
                .hasSize(1);
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR");
        assertThat(shop.rights()).containsExactly("1 ACTIVE");
    }

    @Test
    void beforeTheCommitNothingIsHalfBooked() throws Exception {
        JsonNode checkout = paidWithoutAWord();
        try (ChildIdentity child = ChildIdentity.start("checkout.before-commit")) {
            dies(child, checkout);
        }
        assertThat(shop.status(checkout)).isEqualTo("OPEN");
        assertThat(shop.ledger()).isEmpty();
        assertThat(shop.rights()).isEmpty();
        clock.forward(Duration.ofMinutes(3));
        sweeper.sweep();
        bookedOnce(checkout);
    }

    @Test
    void afterTheBookingTheEventIsWorkedOnAgainAndBooksNothing() throws Exception {
        JsonNode checkout = paidWithoutAWord();
        try (ChildIdentity child = ChildIdentity.start("notice.after-aligning")) {
            dies(child, checkout);
        }
        bookedOnce(checkout);
        clock.forward(Duration.ofMinutes(3));
        Shop.until(() -> shop.count(
                        "select count(*) from stripe_event where handled_at is null and checkout_id = ?",
                        checkout.get("id").asString())
                == 0);
        bookedOnce(checkout);
    }

    @Test
    void betweenTheRefundAndItsNoteTheMoneyGoesBackOnce() throws Exception {
        shop.bought(Shop.GOOD);
        shop.heard();
        StripeOfTests.control("webhooks", Map.of("mode", "normal", "lose", "100"));
        String order = shop.order().get("id").asString();
        try (ChildIdentity child = ChildIdentity.start("refund.after-provider")) {
            dies(
                    child,
                    "mutation($i: RequestRefundInput!) { requestRefund(input: $i) { order { status } } }",
                    Map.of("idempotencyKey", Shop.key(), "orderId", order, "reason", "No era para mí"));
        }
        assertThat(shop.rights()).as("nobody has noted it").containsExactly("1 ACTIVE");
        clock.forward(Duration.ofMinutes(2));
        refunds.carryOutPending();
        assertThat(shop.rights()).containsExactly("2 REVOKED");
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR", "REFUND 1999 EUR");
        assertThat(StripeOfTests.get("/v1/refunds?payment_intent=" + shop.payment())
                        .get("data")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void betweenAChangeOfPlanAndItsReadingItIsMadeAndChargedOnce() throws Exception {
        String admin = Shop.token("admin@aula.test");
        String month = Member.offer(admin, "MONTH", 900, 0);
        String year = Member.offer(admin, "YEAR", 9_000, 0);
        Member bea = Member.enter(sql, clock);
        bea.join(month);
        StripeOfTests.delivered();
        StripeOfTests.control("webhooks", Map.of("mode", "normal", "lose", "100"));
        JsonNode preview = bea.preview(year);
        long today = preview.at("/today/amount").asLong();
        String key = Shop.key();
        try (ChildIdentity child = ChildIdentity.start("membership.after-change")) {
            dies(
                    child,
                    "mutation($i: ChangeMembershipInput!) { changeMembership(input: $i) { membership { id } } }",
                    Map.of(
                            "idempotencyKey",
                            key,
                            "offerId",
                            year,
                            "effectiveAt",
                            preview.get("effectiveAt").asString(),
                            "today",
                            Map.of("amount", String.valueOf(today), "currency", "EUR")),
                    bea.token);
        }
        assertThat(bea.mine().at("/offer/interval").asString())
                .as("nobody has noted it")
                .isEqualTo("MONTH");
        assertThat(bea.change(year, preview, today, key)
                        .at("/membership/offer/interval")
                        .asString())
                .isEqualTo("YEAR");
        assertThat(bea.ledger()).containsExactly("PAYMENT 900 EUR", "PAYMENT " + today + " EUR");
    }

    @Test
    void betweenTheEndOfASubscriptionAndItsReadingItEndsOnce() throws Exception {
        Member bea = Member.enter(sql, clock);
        bea.join(Member.offer(Shop.token("admin@aula.test"), "MONTH", 900, 0));
        StripeOfTests.delivered();
        StripeOfTests.control("webhooks", Map.of("mode", "normal", "lose", "100"));
        String subscription = bea.subscription();
        clock.forward(Duration.ofDays(-30_000)); // This process finds nothing to do meanwhile.
        ending.endAllOf(new UserId(bea.id));
        sql.update("update membership set end_after = now() - interval '1 minute' where user_id = ?", bea.id);
        try (ChildIdentity child = ChildIdentity.sweeping("membership.after-ending")) {
            assertThat(child.isKilledWithin(Duration.ofMinutes(4)))
                    .as(child.log())
                    .isTrue();
        }
        assertThat(StripeOfTests.get("/v1/subscriptions/" + subscription)
                        .get("status")
                        .asString())
                .isEqualTo("canceled");
        assertThat(bea.one("select status from membership where user_id = ?"))
                .as("nobody has noted it")
                .isEqualTo("ACTIVE");
        clock.reset();
        sql.update("update membership set end_after = 'epoch' where user_id = ?", bea.id);
        ending.carryOut();
        Shop.until(() -> bea.right().startsWith("EXPIRED"));
        assertThat(bea.one("select count(*)::text from audit_event a join membership m on m.id = target"
                        + " where action = 'membership.ended' and user_id = ?"))
                .isEqualTo("1");
    }

    private JsonNode paidWithoutAWord() throws Exception {
        JsonNode checkout = shop.buy(Shop.key()).get("checkout");
        shop.heard();
        StripeOfTests.control("webhooks", Map.of("mode", "normal", "lose", "100"));
        assertThat(StripeOfTests.pay(checkout.get("url").asString(), Shop.GOOD)).isPresent();
        shop.heard();
        return checkout;
    }

    private void bookedOnce(JsonNode checkout) {
        assertThat(shop.status(checkout)).isEqualTo("PAID");
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR");
        assertThat(shop.rights()).containsExactly("1 ACTIVE");
    }

    private void dies(ChildIdentity child, String mutation, Map<String, Object> input) throws Exception {
        dies(child, mutation, input, shop.emma);
    }

    private static void dies(ChildIdentity child, String mutation, Map<String, Object> input, String token)
            throws Exception {
        try {
            child.browser().graphql(mutation, Map.of("i", input), token);
        } catch (IOException itDied) {
            // As somebody sees it whose answer never comes.
        }
        assertThat(child.isKilledWithin(PATIENCE)).as(child.log()).isTrue();
    }

    /** Meanwhile this process works on no events: it would now and then be the quicker. */
    private void dies(ChildIdentity child, JsonNode checkout) throws Exception {
        synchronized (Objects.requireNonNull(ReflectionTestUtils.getField(work, "turn"))) {
            child.told("""
                    {"id":"evt_crash%s","object":"event","type":"checkout.session.completed","created":1700000000,"livemode":false,
                     "data":{"object":{"id":"x","object":"thing","metadata":{"checkout_id":"%s"}}}}
                    """.formatted(UUID.randomUUID(), checkout.get("id").asString()));
            assertThat(child.isKilledWithin(PATIENCE)).as(child.log()).isTrue();
        }
    }
}
