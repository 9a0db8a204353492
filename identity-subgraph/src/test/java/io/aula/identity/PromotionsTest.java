package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A teacher's code from its making to its end, and what it makes of what people pay. */
@RunningIdentity.Test
class PromotionsTest {
    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private MovableClock clock;

    private Shop shop;
    private String teacher;
    private String code;
    /** Somebody new each time. */
    private Member bea;

    @BeforeEach
    void aCourseForSale() throws Exception {
        shop = Shop.open(sql);
        teacher = Shop.token("instructor@aula.test");
        bea = Member.enter(sql, clock);
        code = "TEST-" + Ids.next("x").substring(12).toUpperCase(Locale.ROOT);
    }

    @AfterEach
    void everythingAsItWas() {
        clock.reset();
    }

    @Test
    void whoKnowsACodePaysLessAndTheTeacherSeesTheUse() throws Exception {
        String id = made(Map.of("percentOff", 25)).get("id").asString();
        JsonNode check = check(shop.offer, code.toLowerCase(Locale.ROOT), "EUR");
        assertThat(check.at("/before/amount").asString()).isEqualTo("1999");
        assertThat(check.at("/after/amount").asString()).isEqualTo("1499");

        JsonNode checkout = start(shop.offer, code, "EUR").get("checkout");
        assertThat(StripeOfTests.get("/v1/checkout/sessions/" + shop.session(checkout))
                        .get("amount_total")
                        .asLong())
                .isEqualTo(1_499);
        assertThat(StripeOfTests.pay(checkout.get("url").asString(), Shop.GOOD)).isPresent();
        shop.untilPaid(checkout);
        assertThat(shop.ledger()).containsExactly("PAYMENT 1499 EUR");
        JsonNode order = bea.ask(
                        "{ viewer { user { orders(first: 1) { nodes { subtotal { amount } discount { amount } total { amount } } } } } }",
                        Map.of())
                .at("/viewer/user/orders/nodes/0");
        assertThat(order.toString())
                .isEqualTo(
                        "{\"subtotal\":{\"amount\":\"1999\"},\"discount\":{\"amount\":\"500\"},\"total\":{\"amount\":\"1499\"}}");
        JsonNode mine = ofCourse(teacher);
        assertThat(mine.at("/0/id").asString()).isEqualTo(id);
        assertThat(mine.at("/0/redemptions").asInt()).isEqualTo(1);
        assertThat(ofCourse(Shop.token("instructor2@aula.test")).isNull())
                .as("for those who teach it")
                .isTrue();
    }

    @Test
    void aCodeForAllOfItNeedsNoCard() throws Exception {
        made(Map.of("percentOff", 100));
        JsonNode checkout = start(shop.offer, code, "EUR").get("checkout");
        assertThat(StripeOfTests.pay(checkout.get("url").asString(), Shop.GOOD)).isPresent();
        shop.untilPaid(checkout);
        assertThat(sql.queryForList(
                        "select state from entitlement where user_id = ? and course_id = ?",
                        String.class,
                        bea.id,
                        shop.course))
                .containsExactly("ACTIVE");
    }

    @Test
    void eachReasonWhyACodeIsNotGoodIsASentence() throws Exception {
        made(Map.of(
                "amountOff",
                Map.of("amount", "500", "currency", "EUR"),
                "expiresAt",
                clock.instant().plus(Duration.ofDays(2)).toString()));
        Shop another = shop.another();
        assertThat(refusal(shop.offer, "NOT-A-CODE", "EUR")).isEqualTo("CODE_UNKNOWN");
        assertThat(refusal(another.offer, code, "EUR")).isEqualTo("CODE_OF_OTHER");
        assertThat(Shop.codes(start(another.offer, code, "EUR"))).containsExactly("CODE_OF_OTHER");
        sql.update(
                "insert into offer_price (offer_id, currency, amount, position) values (?, 'USD', 2100, 1)",
                shop.offer);
        assertThat(refusal(shop.offer, code, "USD")).isEqualTo("CODE_OF_OTHER_CURRENCY");
        assertThat(Shop.codes(start(shop.offer, code, "USD"))).containsExactly("CODE_OF_OTHER_CURRENCY");
        clock.forward(Duration.ofDays(3));
        assertThat(refusal(shop.offer, code, "EUR")).isEqualTo("CODE_EXPIRED");
        assertThat(Shop.codes(start(shop.offer, code, "EUR"))).containsExactly("CODE_EXPIRED");
    }

    @Test
    void aCodeIsGoodOnceForEachPerson() throws Exception {
        Shop another = shop.another();
        made(Map.of("percentOff", 50), shop.course, another.course);
        pay(start(shop.offer, code, "EUR").get("checkout"));
        assertThat(refusal(another.offer, code, "EUR")).isEqualTo("CODE_USED");
        assertThat(Shop.codes(start(another.offer, code, "EUR"))).containsExactly("CODE_USED");
    }

    @Test
    void twentyAtOnceDoNotUseACodeMoreOftenThanItMayBe() throws Exception {
        made(Map.of("percentOff", 50, "maxRedemptions", 3));
        List<Member> people = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            people.add(Member.enter(sql, clock));
        }
        int good = 0;
        int refused = 0;
        try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> all = people.stream()
                    .map(each -> clicks.submit(() -> start(each, shop.offer, code, "EUR")))
                    .toList();
            for (Future<JsonNode> each : all) {
                List<String> codes = Shop.codes(each.get());
                good += codes.isEmpty() ? 1 : 0;
                refused += codes.equals(List.of("CODE_USED_UP")) ? 1 : 0;
            }
        }
        assertThat(good).isEqualTo(3);
        assertThat(refused).isEqualTo(5);
    }

    @Test
    void theSameWishAgainIsTheSamePageAndWithoutTheCodeAnother() throws Exception {
        made(Map.of("percentOff", 50, "maxRedemptions", 1));
        JsonNode first = start(shop.offer, code, "EUR").get("checkout");
        assertThat(start(shop.offer, code, "EUR").at("/checkout/id")).isEqualTo(first.get("id"));
        JsonNode dear = start(shop.offer, null, "EUR").get("checkout");
        assertThat(dear.get("id")).isNotEqualTo(first.get("id"));
        assertThat(StripeOfTests.get("/v1/checkout/sessions/" + shop.session(first))
                        .get("status")
                        .asString())
                .isEqualTo("expired");
        assertThat(check(shop.offer, code, "EUR").at("/after/amount").asString())
                .as("the page that was closed used nothing")
                .isEqualTo("999");
    }

    @Test
    void endedItIsGoodForNobodyMoreButWhoIsPayingPaysWhatWasPromised() throws Exception {
        String id = made(Map.of("percentOff", 50)).get("id").asString();
        assertThat(sql.queryForObject(
                        "select detail from audit_event where action = 'promotion.made' and target = ?",
                        String.class,
                        id))
                .isEqualTo(code.toUpperCase(java.util.Locale.ROOT) + ": 50 % off");
        JsonNode checkout = start(shop.offer, code, "EUR").get("checkout");
        for (int i = 0; i < 2; i++) { // Twice is as once.
            assertThat(end(teacher, id).at("/promotion/endedAt").isNull()).isFalse();
        }
        pay(checkout);
        assertThat(shop.ledger()).containsExactly("PAYMENT 999 EUR");
        Member another = Member.enter(sql, clock);
        assertThat(Shop.codes(start(another, shop.offer, code, "EUR"))).containsExactly("CODE_EXPIRED");
        assertThat(made(Map.of("percentOff", 10)).get("code").asString())
                .as("its code is free again")
                .isEqualTo(code);
    }

    @Test
    void codesAreMadeOnceAndOnlyByThoseWhoTeach() throws Exception {
        String key = Shop.key();
        JsonNode first = create(teacher, key, Map.of("percentOff", 10), shop.course);
        assertThat(create(teacher, key, Map.of("percentOff", 10), shop.course).at("/promotion/id"))
                .isEqualTo(first.at("/promotion/id"));
        assertThat(Shop.codes(create(teacher, Shop.key(), Map.of("percentOff", 10), shop.course)))
                .containsExactly("CODE_TAKEN");
        assertThat(Shop.codes(
                        create(Shop.token("instructor2@aula.test"), Shop.key(), Map.of("percentOff", 10), shop.course)))
                .containsExactly("FORBIDDEN");
        assertThat(Shop.codes(create(teacher, Shop.key(), Map.of("percentOff", 10))))
                .as("the membership is staff's")
                .containsExactly("FORBIDDEN");
        assertThat(Shop.codes(end(
                        Shop.token("instructor2@aula.test"),
                        first.at("/promotion/id").asString())))
                .containsExactly("FORBIDDEN");
        assertThat(Shop.codes(create(teacher, Shop.key(), Map.of(), shop.course)))
                .containsExactly("DISCOUNT_INVALID");
        assertThat(Shop.codes(create(teacher, Shop.key(), Map.of("percentOff", 101), shop.course)))
                .containsExactly("DISCOUNT_INVALID");
        assertThat(Shop.codes(create(
                        teacher,
                        Shop.key(),
                        Map.of("amountOff", Map.of("amount", "1990", "currency", "EUR")),
                        shop.course)))
                .containsExactly("DISCOUNT_LEAVES_TOO_LITTLE");
        assertThat(Shop.codes(create(
                        teacher,
                        Shop.key(),
                        Map.of("percentOff", 10, "expiresAt", Instant.EPOCH.toString()),
                        shop.course)))
                .containsExactly("EXPIRES_IN_THE_PAST");
        code = "no";
        assertThat(Shop.codes(create(teacher, Shop.key(), Map.of("percentOff", 10), shop.course)))
                .containsExactly("CODE_INVALID");
    }

    @Test
    void staffsCodeTakesOffOfTheFirstPaymentOfTheMembershipOnly() throws Exception {
        String admin = Shop.token("admin@aula.test");
        String month = Member.offer(admin, "MONTH", 900, 0);
        assertThat(Shop.codes(create(admin, Shop.key(), Map.of("percentOff", 50))))
                .isEmpty();
        JsonNode checkout = start(month, code, "EUR").get("checkout");
        StripeOfTests.pay(checkout.get("url").asString(), Shop.GOOD);
        Shop.until(() -> bea.ledger().equals(List.of("PAYMENT 450 EUR")));
        JsonNode next = bea.ask(
                        "{ viewer { membership { upcomingInvoice { due { amount } at } currentPeriodEnd } } }",
                        Map.of())
                .at("/viewer/membership");
        assertThat(next.at("/upcomingInvoice/due/amount").asString()).isEqualTo("900");
        assertThat(next.at("/upcomingInvoice/at")).isEqualTo(next.get("currentPeriodEnd"));
        assertThat(bea.ask("{ viewer { currency } }", Map.of())
                        .at("/viewer/currency")
                        .asString())
                .isEqualTo("EUR");
    }

    @Test
    void whoPaidInOneCurrencyIsToldToGoOnInIt() throws Exception {
        pay(start(shop.offer, null, "EUR").get("checkout"));
        Shop another = shop.another();
        sql.update(
                "insert into offer_price (offer_id, currency, amount, position) values (?, 'USD', 2100, 1)",
                another.offer);
        JsonNode refused = start(another.offer, null, "USD");
        assertThat(Shop.codes(refused)).containsExactly("CURRENCY_FIXED");
        assertThat(refused.at("/userErrors/0/message").asString()).contains("EUR");
        assertThat(Shop.codes(start(another.offer, null, null)))
                .as("theirs, where none is named")
                .isEmpty();
    }

    private void pay(JsonNode checkout) throws Exception {
        assertThat(StripeOfTests.pay(checkout.get("url").asString(), Shop.GOOD)).isPresent();
        shop.untilPaid(checkout);
    }

    private JsonNode made(Map<String, Object> off, String... courses) throws Exception {
        JsonNode payload = create(teacher, Shop.key(), off, courses.length == 0 ? new String[] {shop.course} : courses);
        assertThat(Shop.codes(payload)).isEmpty();
        return payload.get("promotion");
    }

    private JsonNode create(String token, String key, Map<String, Object> off, String... courses) throws Exception {
        Map<String, Object> input = new HashMap<>(off);
        input.put("idempotencyKey", key);
        input.put("code", code);
        if (courses.length > 0) {
            input.put("courseIds", List.of(courses));
        }
        return shop.data(
                        "mutation($i: CreatePromotionInput!) { createPromotion(input: $i) { promotion { id code } userErrors { code message } } }",
                        Map.of("i", input),
                        token)
                .get("createPromotion");
    }

    private JsonNode end(String token, String id) throws Exception {
        return shop.data(
                        "mutation($id: ID!) { endPromotion(promotionId: $id) { promotion { endedAt } userErrors { code message } } }",
                        Map.of("id", id),
                        token)
                .get("endPromotion");
    }

    private JsonNode ofCourse(String token) throws Exception {
        return shop.data(
                        "query($r: [_Any!]!) { _entities(representations: $r) { ... on Course { promotions { id redemptions } } } }",
                        Map.of("r", List.of(Map.of("__typename", "Course", "id", shop.course))),
                        token)
                .at("/_entities/0/promotions");
    }

    private JsonNode check(String offer, String typed, String currency) throws Exception {
        return bea.ask(
                        "query($o: ID!, $c: String!, $m: String) { checkPromotion(offerId: $o, code: $c, currency: $m)"
                                + " { before { amount } after { amount } refusal { code message } } }",
                        Map.of("o", offer, "c", typed, "m", currency))
                .get("checkPromotion");
    }

    private String refusal(String offer, String typed, String currency) throws Exception {
        return check(offer, typed, currency).at("/refusal/code").asString("");
    }

    private JsonNode start(String offer, String with, String currency) throws Exception {
        return start(bea, offer, with, currency);
    }

    private static JsonNode start(Member who, String offer, String with, String currency) throws Exception {
        Map<String, Object> input = new HashMap<>(Map.of("idempotencyKey", Shop.key(), "offerId", offer));
        if (with != null) {
            input.put("promotionCode", with);
        }
        if (currency != null) {
            input.put("currency", currency);
        }
        JsonNode answer = asked(who, input);
        // Where the machine is slow the page may not be there within the time that a person waits, and is asked for
        // again.
        for (int i = 0; i < 10 && Shop.codes(answer).contains("UNAVAILABLE"); i++) {
            answer = asked(who, input);
        }
        return answer;
    }

    private static JsonNode asked(Member who, Map<String, Object> input) throws Exception {
        return who.ask(
                        "mutation($i: StartCheckoutInput!) { startCheckout(input: $i) { checkout { id url } userErrors { code message } } }",
                        Map.of("i", input))
                .get("startCheckout");
    }
}
