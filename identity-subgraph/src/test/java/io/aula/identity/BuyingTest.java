package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.commerce.checkout.CheckoutSweeper;
import io.aula.identity.commerce.refund.RefundService;
import io.aula.platform.id.Ids;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import tools.jackson.databind.json.JsonMapper;

/** Buying a course, with the Stripe double as the one who moves the money. */
@RunningIdentity.Test
class BuyingTest {
    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private CheckoutSweeper sweeper;

    @Autowired
    private RefundService refunds;

    @Autowired
    private List<EventHandler> handlers;

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
    void whoPaysHasTheOrderTheRightAndOneEntryInTheLedger() throws Exception {
        JsonNode checkout = shop.buy(Shop.key()).get("checkout");
        assertThat(checkout.get("status").asString()).isEqualTo("OPEN");
        assertThat(StripeOfTests.pay(checkout.get("url").asString(), Shop.GOOD))
                .hasValue(RunningIdentity.ISSUER + "/checkout/"
                        + checkout.get("id").asString());
        shop.untilPaid(checkout);

        JsonNode paid = shop.data(
                        "query($id: ID!) { checkout(id: $id) { status url failure { message } order { number status total"
                                + " { amount currency } receiptUrl lines { course { id } offer { id } amount { amount } } } } }",
                        Map.of("id", checkout.get("id").asString()),
                        shop.emma)
                .get("checkout");
        assertThat(paid.get("status").asString()).isEqualTo("PAID");
        assertThat(paid.get("url").isNull()).isTrue();
        assertThat(paid.at("/order/status").asString()).isEqualTo("PAID");
        assertThat(paid.at("/order/total").toString()).isEqualTo("{\"amount\":\"1999\",\"currency\":\"EUR\"}");
        assertThat(paid.at("/order/lines/0/course/id").asString()).isEqualTo(shop.course);
        assertThat(paid.at("/order/receiptUrl").asString()).startsWith("http");
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR");
        assertThat(shop.rights()).containsExactly("1 ACTIVE");
        assertThat(Shop.codes(shop.buy(Shop.key()))).containsExactly("ALREADY_OWNED");
        String number = paid.at("/order/number").asString();
        Shop.until(
                () -> RunningIdentity.mailsTo("learner5@aula.test").stream().anyMatch(mail -> mail.contains(number)));
        assertThat(RunningIdentity.mailsTo("learner5@aula.test"))
                .filteredOn(mail -> mail.contains(number))
                .hasSize(1);
    }

    @Test
    void whatIsNoIdOfItsKindIsAnsweredAsWhatIsNotThere() throws Exception {
        for (String stranger : List.of(shop.course, "", "ofr_1", "chk_" + "'; drop", "ofr_" + "Z".repeat(5_000))) {
            assertThat(Shop.codes(shop.start(shop.emma, Shop.key(), stranger, "EUR")))
                    .as(stranger)
                    .containsExactly("NOT_FOR_SALE");
            assertThat(shop.data("query($id: ID!) { checkout(id: $id) { id } }", Map.of("id", stranger), shop.emma)
                            .get("checkout")
                            .isNull())
                    .as(stranger)
                    .isTrue();
            JsonNode check = shop.data(
                    "query($o: ID!) { checkPromotion(offerId: $o, code: \"X\") { refusal { code } } }",
                    Map.of("o", stranger),
                    shop.emma);
            assertThat(check.at("/checkPromotion/refusal/code").asString())
                    .as(stranger)
                    .isEqualTo("NOT_FOR_SALE");
            List<Map<String, String>> asked = List.of(
                    Map.of("__typename", "Offer", "id", stranger),
                    Map.of("__typename", "Offer", "id", shop.offer),
                    Map.of("__typename", "Checkout", "id", stranger),
                    Map.of("__typename", "Membership", "id", stranger));
            JsonNode found = shop.data(
                            "query($r: [_Any!]!) { _entities(representations: $r) { ... on Offer { id } } }",
                            Map.of("r", asked),
                            shop.emma)
                    .get("_entities");
            assertThat(found.toString()).as(stranger).isEqualTo("[null,{\"id\":\"" + shop.offer + "\"},null,null]");
        }
    }

    @Test
    void twentyClicksAtOnceAreOneCheckoutAtOnePage() throws Exception {
        String same = Shop.key();
        Set<String> pages = new HashSet<>();
        Callable<JsonNode> sameClick = () -> shop.buy(same);
        Callable<JsonNode> otherClick = () -> shop.buy(Shop.key());
        try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> all = IntStream.range(0, 20)
                    .mapToObj(i -> clicks.submit(i % 2 == 0 ? sameClick : otherClick))
                    .toList();
            for (Future<JsonNode> each : all) {
                pages.add(each.get().at("/checkout/url").asString());
            }
        }
        assertThat(pages).hasSize(1).doesNotContain("");
        assertThat(shop.count("select count(*) from checkout where offer_id = ?", shop.offer))
                .isEqualTo(1);
    }

    @Test
    void comingBackSaysNothingAndALostWordIsMadeUpForByTheSweeper() throws Exception {
        StripeOfTests.control("webhooks", Map.of("mode", "normal", "lose", "1000"));
        JsonNode checkout = shop.buy(Shop.key()).get("checkout");
        assertThat(StripeOfTests.pay(checkout.get("url").asString(), Shop.GOOD)).isPresent();
        shop.heard();
        sweeper.sweep();
        assertThat(shop.status(checkout))
                .as("nothing was told, and the sweeper is not due")
                .isEqualTo("OPEN");
        assertThat(shop.rights()).isEmpty();

        clock.forward(Duration.ofMinutes(3));
        sweeper.sweep();
        assertThat(shop.status(checkout)).isEqualTo("PAID");
        assertThat(shop.rights()).containsExactly("1 ACTIVE");
    }

    @Test
    void aDeclinedCardIsSaidInWordsAndTheSamePageTakesAnother() throws Exception {
        JsonNode checkout = shop.buy(Shop.key()).get("checkout");
        String page = checkout.get("url").asString();
        StripeOfTests.pay(page, Shop.POOR);
        Shop.until(() -> failure(checkout).contains("not enough funds"));
        StripeOfTests.pay(page, Shop.DECLINED);
        Shop.until(() -> failure(checkout).contains("declined"));
        assertThat(shop.status(checkout)).isEqualTo("OPEN");
        assertThat(shop.ledger()).isEmpty();
        assertThat(shop.rights()).isEmpty();
        assertThat(shop.buy(Shop.key()).at("/checkout/id").asString())
                .isEqualTo(checkout.get("id").asString());

        assertThat(StripeOfTests.pay(page, Shop.GOOD)).isPresent();
        shop.untilPaid(checkout);
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR");
    }

    @Test
    void whatIsToldOftenAndInAnyOrderIsBookedOnce() throws Exception {
        StripeOfTests.control("webhooks", Map.of("mode", "hold", "duplicates", "5"));
        JsonNode checkout = shop.buy(Shop.key()).get("checkout");
        StripeOfTests.pay(checkout.get("url").asString(), Shop.DECLINED);
        StripeOfTests.pay(checkout.get("url").asString(), Shop.GOOD);
        StripeOfTests.control("webhooks/release", Map.of("order", "shuffled", "seed", "7"));
        shop.untilPaid(checkout);
        shop.heard();
        Shop.until(() -> shop.count(
                        "select count(*) from stripe_event where handled_at is null and checkout_id = ?",
                        checkout.get("id").asString())
                == 0);
        assertThat(shop.status(checkout)).isEqualTo("PAID");
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR");
        assertThat(shop.rights()).containsExactly("1 ACTIVE");
        assertThat(shop.count(
                        "select count(*) from purchase_order where checkout_id = ?",
                        checkout.get("id").asString()))
                .isEqualTo(1);
        assertThat(shop.count(
                        "select count(*) from outbox where topic = 'entitlement.changed' and payload::text like ?",
                        "%" + shop.course + "%"))
                .isEqualTo(1);
    }

    @Test
    void moneyGivenBackAtStripeClosesTheCourseAndAPartOfItDoesNot() throws Exception {
        JsonNode checkout = shop.buy(Shop.key()).get("checkout");
        StripeOfTests.pay(checkout.get("url").asString(), Shop.GOOD);
        shop.untilPaid(checkout);
        String payment = sql.queryForObject(
                "select stripe_payment_intent_id from checkout where offer_id = ?", String.class, shop.offer);
        StripeOfTests.create("/v1/refunds", Map.of("payment_intent", payment, "amount", "500"));
        Shop.until(() -> shop.ledger().size() == 2);
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR", "REFUND 500 EUR");
        assertThat(shop.rights()).containsExactly("1 ACTIVE");

        StripeOfTests.create("/v1/refunds", Map.of("payment_intent", payment, "amount", "1499"));
        Shop.until(() -> shop.rights().equals(List.of("2 REVOKED")));
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR", "REFUND 500 EUR", "REFUND 1499 EUR");
        assertThat(shop.buy(Shop.key()).at("/checkout/status").asString())
                .as("who was given the money back may buy again")
                .isEqualTo("OPEN");
    }

    @Test
    void whoHasWatchedLittleGetsTheMoneyBackByTheRuleAndOnce() throws Exception {
        JsonNode checkout = shop.buy(Shop.key()).get("checkout");
        StripeOfTests.pay(checkout.get("url").asString(), Shop.GOOD);
        shop.untilPaid(checkout);
        JsonNode order = shop.order();
        assertThat(order.at("/refundEligibility/eligible").asBoolean()).isTrue();
        assertThat(order.at("/refundEligibility/maxWatchedRatio").asDouble()).isEqualTo(0.3);
        String id = order.get("id").asString();
        watched(0.35, 2);
        watched(0.1, 1);
        JsonNode refused = shop.refund(id, Shop.key());
        assertThat(Shop.codes(refused)).containsExactly("REFUND_REFUSED");
        assertThat(refused.at("/userErrors/0/message").asString()).contains("30 %");
        assertThat(shop.order().at("/refundEligibility/watchedRatio").asDouble())
                .isEqualTo(0.35);

        watched(0.25, 3);
        assertThat(Shop.codes(shop.refund(Shop.token("learner@aula.test"), id, Shop.key())))
                .containsExactly("NOT_FOUND");
        clock.forward(Duration.ofDays(31));
        assertThat(shop.order().at("/refundEligibility/reason").asString()).contains("30 days");
        clock.reset();
        String key = Shop.key();
        assertThat(shop.refund(id, key).at("/order/status").asString()).isEqualTo("REFUNDED");
        assertThat(shop.refund(id, key).at("/order/status").asString())
                .as("a double click")
                .isEqualTo("REFUNDED");
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR", "REFUND 1999 EUR");
        assertThat(shop.rights()).containsExactly("2 REVOKED");
        assertThat(shop.count("select count(*) from audit_event where action = 'refund.granted' and target = ?", id))
                .isEqualTo(1);
    }

    @Test
    void aRefundThatStripeDoesNotAnswerToIsCarriedOutLater() throws Exception {
        JsonNode checkout = shop.buy(Shop.key()).get("checkout");
        StripeOfTests.pay(checkout.get("url").asString(), Shop.GOOD);
        shop.untilPaid(checkout);
        String id = shop.order().get("id").asString();
        StripeOfTests.control("unavailable", Map.of("seconds", "60"));
        assertThat(shop.refund(id, Shop.key()).get("userErrors").isEmpty()).isTrue();
        assertThat(shop.rights()).containsExactly("1 ACTIVE");
        StripeOfTests.control("unavailable", Map.of("seconds", "0"));
        clock.forward(Duration.ofMinutes(2));
        refunds.carryOutPending();
        assertThat(shop.rights()).containsExactly("2 REVOKED");
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR", "REFUND 1999 EUR");
    }

    @Test
    void aRefundThatStripeRefusesIsToldAndWhatIsLeftCanBeAskedForAgain() throws Exception {
        JsonNode checkout = shop.buy(Shop.key()).get("checkout");
        StripeOfTests.pay(checkout.get("url").asString(), Shop.GOOD);
        shop.untilPaid(checkout);
        String id = shop.order().get("id").asString();
        String payment = sql.queryForObject(
                "select stripe_payment_intent_id from checkout where offer_id = ?", String.class, shop.offer);
        shop.heard();
        StripeOfTests.control("webhooks", Map.of("mode", "hold"));
        StripeOfTests.create("/v1/refunds", Map.of("payment_intent", payment, "amount", "500"));

        assertThat(Shop.codes(shop.refund(id, Shop.key())))
                .as("more than is left")
                .containsExactly("REFUND_FAILED");
        assertThat(shop.order().get("status").asString()).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(shop.rights()).containsExactly("1 ACTIVE");
        assertThat(shop.count("select count(*) from audit_event where action = 'refund.failed' and target = ?", id))
                .isEqualTo(1);
        assertThat(shop.count(
                        "select count(*) from letter join purchase_order on number = words[2] where kind = 'REFUND_FAILED' and purchase_order.id = ?",
                        id))
                .isEqualTo(1);
        StripeOfTests.control("webhooks", Map.of("mode", "normal"));
        assertThat(shop.refund(id, Shop.key()).at("/order/status").asString()).isEqualTo("REFUNDED");
        assertThat(shop.rights()).containsExactly("2 REVOKED");
    }

    @Test
    void anotherPriceClosesThePageOfBeforeItOpensTheNext() throws Exception {
        JsonNode dear = shop.buy(Shop.key()).get("checkout");
        shop.price(true, 999);
        JsonNode cheap = shop.buy(Shop.key()).get("checkout");
        assertThat(cheap.get("id").asString()).isNotEqualTo(dear.get("id").asString());
        assertThat(shop.status(dear)).isEqualTo("EXPIRED");
        String session = sql.queryForObject(
                "select stripe_session_id from checkout where id = ?",
                String.class,
                dear.get("id").asString());
        assertThat(StripeOfTests.get("/v1/checkout/sessions/" + session)
                        .get("status")
                        .asString())
                .isEqualTo("expired");
        StripeOfTests.pay(cheap.get("url").asString(), Shop.GOOD);
        shop.untilPaid(cheap);
        assertThat(shop.ledger()).containsExactly("PAYMENT 999 EUR");
    }

    @Test
    void whileStripeIsAwayNothingIsLostAndTheNextClickGoesOn() throws Exception {
        StripeOfTests.control("unavailable", Map.of("seconds", "60"));
        JsonNode refused = shop.buy(Shop.key());
        assertThat(Shop.codes(refused)).containsExactly("UNAVAILABLE");
        assertThat(refused.at("/userErrors/0/message").asString()).contains("Nothing was charged");
        StripeOfTests.control("unavailable", Map.of("seconds", "0"));
        assertThat(shop.buy(Shop.key()).at("/checkout/url").asString()).startsWith("http");
        assertThat(shop.count("select count(*) from checkout where offer_id = ?", shop.offer))
                .isEqualTo(1);
    }

    @Test
    void anAnswerThatIsLostOnItsWayIsAskedForAgainAndThereIsOnePage() throws Exception {
        StripeOfTests.control("unavailable", Map.of("lose_answers", "3"));
        String url = "";
        for (int i = 0; i < 4 && url.isEmpty(); i++) {
            url = shop.buy(Shop.key()).at("/checkout/url").asString("");
        }
        assertThat(url).startsWith("http");
        StripeOfTests.pay(url, Shop.GOOD);
        Shop.until(() -> shop.ledger().equals(List.of("PAYMENT 1999 EUR")));
    }

    @Test
    void whatIsFreeOrNotForSaleOrSomebodyElsesIsNotBought() throws Exception {
        sql.update("update course set is_free = true where id = ?", shop.course);
        assertThat(Shop.codes(shop.buy(Shop.key()))).containsExactly("COURSE_FREE");
        sql.update("update course set is_free = null where id = ?", shop.course);
        assertThat(Shop.codes(shop.buy(Shop.key())))
                .as("not known is not free")
                .doesNotContain("COURSE_FREE")
                .hasSize(1);
        sql.update("update course set is_free = false where id = ?", shop.course);
        assertThat(Shop.codes(shop.start(shop.emma, Shop.key(), shop.offer, "GBP")))
                .containsExactly("CURRENCY_UNKNOWN");
        assertThat(Shop.codes(shop.buy(" "))).containsExactly("IDEMPOTENCY_KEY_INVALID");
        shop.price(false, 1_999);
        assertThat(Shop.codes(shop.buy(Shop.key()))).containsExactly("NOT_FOR_SALE");
        shop.price(true, 1_999);

        String id = shop.buy(Shop.key()).at("/checkout/id").asString();
        JsonNode foreign = shop.data(
                "query($id: ID!) { checkout(id: $id) { status } }", Map.of("id", id), Shop.token("learner@aula.test"));
        assertThat(foreign.get("checkout").isNull()).isTrue();
    }

    /** Nobody could begin it: what was paid would open nothing. */
    @Test
    void aCourseAtRestOrNotYetPublishedIsNotSoldAndItsOpenPageIsClosed() throws Exception {
        JsonNode checkout = shop.buy(Shop.key()).get("checkout");
        for (String status : List.of("ARCHIVED", "DRAFT")) {
            told(status);
            assertThat(Shop.codes(shop.buy(Shop.key()))).as(status).containsExactly("NOT_FOR_SALE");
        }
        assertThat(shop.status(checkout)).isEqualTo("EXPIRED");
        assertThat(pageOf(checkout)).isEqualTo("expired");
        told("UNLISTED");
        assertThat(Shop.codes(shop.buy(Shop.key()))).isEmpty();
    }

    @Test
    void aPageIsClosedOnceWhatItSellsIsFreeGivenOrNoLongerSold() throws Exception {
        for (String change : List.of(
                "update course set is_free = true where id = ?",
                "update offer set active = false where course_id = ?",
                "insert into entitlement (id, user_id, course_id, source, source_id, state, starts_at) select 'ent_' || substr(id, 5), '"
                        + Shop.EMMA + "', id, 'GRANT', id, 'ACTIVE', now() from course where id = ?")) {
            Shop other = shop.another();
            JsonNode checkout = other.buy(Shop.key()).get("checkout");
            sql.update(change, other.course);
            clock.forward(Duration.ofMinutes(3));
            sweeper.sweep();
            clock.reset();
            assertThat(pageOf(checkout)).as(change).isEqualTo("expired");
            assertThat(other.status(checkout)).as(change).isEqualTo("EXPIRED");
        }
    }

    @Test
    void aLateRepetitionOfAnEarlierPressClosesNothingAndSaysThatItIsOver() throws Exception {
        sql.update(
                "insert into offer_price (offer_id, currency, amount, position) values (?, 'USD', 2100, 1)",
                shop.offer);
        String buyer = Member.enter(sql, clock).token;
        String first = Shop.key();
        JsonNode inEuros = shop.start(buyer, first, shop.offer, "EUR").get("checkout");
        JsonNode inDollars = shop.start(buyer, Shop.key(), shop.offer, "USD").get("checkout");
        assertThat(pageOf(inEuros)).isEqualTo("expired");
        assertThat(Shop.codes(shop.start(buyer, first, shop.offer, "EUR"))).containsExactly("CHECKOUT_OVER");
        assertThat(Shop.codes(shop.start(buyer, first, shop.offer, "USD"))).containsExactly("IDEMPOTENCY_KEY_REUSED");
        assertThat(pageOf(inDollars)).as("the page that the person has now").isEqualTo("open");
    }

    /** As courses would. */
    private void told(String status) {
        sql.update("update course set status = ? where id = ?", status, shop.course);
    }

    private String pageOf(JsonNode checkout) throws Exception {
        return StripeOfTests.get("/v1/checkout/sessions/" + shop.session(checkout))
                .get("status")
                .asString();
    }

    private void watched(double share, int version) {
        Event event = new Event(
                Ids.next("evt"),
                "enrollment.progressed",
                "enr_1",
                version,
                Instant.now(),
                Optional.empty(),
                JsonMapper.shared()
                        .valueToTree(Map.of("userId", Shop.EMMA, "courseId", shop.course, "progress", share)));
        handlers.stream()
                .filter(each -> each.queue().equals("identity.progress"))
                .forEach(each -> each.handle(event));
    }

    private String failure(JsonNode checkout) throws Exception {
        return shop.data(
                        "query($id: ID!) { checkout(id: $id) { failure { message retryable } } }",
                        Map.of("id", checkout.get("id").asString()),
                        shop.emma)
                .at("/checkout/failure/message")
                .asString("");
    }
}
