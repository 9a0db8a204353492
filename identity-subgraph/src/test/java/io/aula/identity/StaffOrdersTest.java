package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What staff see of what was paid, and give back. */
@RunningIdentity.Test
class StaffOrdersTest {
    private static final String FIND = "query($q: String) { orders(query: $q, first: 50) { nodes { id } } }";

    @Autowired
    private JdbcTemplate sql;

    private final Browser browser = RunningIdentity.browser();
    private Shop shop;
    private String admin;

    @BeforeEach
    void aCourseForSale() throws Exception {
        shop = Shop.open(sql);
        admin = Shop.token("admin@aula.test");
    }

    @AfterEach
    void nothingWasWatched() throws Exception {
        StripeOfTests.control("unavailable", Map.of("seconds", "0"));
        sql.update("delete from watched where course_id = ?", shop.course);
    }

    @Test
    void anOrderIsFoundByItsNumberItsIdAndItsBuyer() throws Exception {
        String id = order(shop.bought(Shop.GOOD));
        String number = sql.queryForObject("select number from purchase_order where id = ?", String.class, id);
        for (String words : List.of(
                id,
                number,
                " " + number.toLowerCase() + " ",
                Shop.EMMA,
                "LEARNER5@aula.test",
                "em",
                "emm",
                "EMMA",
                "wal",
                "ma Wal")) {
            assertThat(found(words)).as(words).contains(id);
        }
        assertThat(found(number)).containsExactly(id);
        assertThat(found(id)).containsExactly(id);
        assertThat(found(null)).contains(id);
        assertThat(found("  ")).contains(id);
        for (String stranger :
                List.of("%", "_____", "learner5@", "wa", "A-9999999", "\' or true --", "Olga", shop.course)) {
            assertThat(found(stranger)).as(stranger).doesNotContain(id);
        }
        assertThat(ask(FIND, Map.of("q", "x".repeat(321)), admin)
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("BAD_USER_INPUT");
        assertThat(ask(FIND, Map.of("q", id), shop.emma).has("errors")).isTrue();
    }

    @Test
    void staffGiveBackWhatTheRuleRefusesOnceAndBothAreToldByMail() throws Exception {
        // What others sold and got back in this hour fills nobody's measure here.
        sql.update(
                "update letter set created_at = created_at - interval '2 hours' where kind in ('RECEIPT', 'SALE', 'REFUND')");
        String id = order(shop.bought(Shop.GOOD));
        String number = sql.queryForObject("select number from purchase_order where id = ?", String.class, id);
        Shop.until(() -> mails("instructor@aula.test", number) == 1);
        sql.update(
                "insert into watched (user_id, course_id, share, version) values (?, ?, 0.9, 1)",
                Shop.EMMA,
                shop.course);
        assertThat(Shop.codes(shop.refund(id, Shop.key()))).containsExactly("REFUND_REFUSED");

        assertThat(giveBack(shop.emma, id, "Para mí").has("errors")).isTrue();
        assertThat(giveBack(Shop.token("instructor@aula.test"), id, "Es mi curso")
                        .has("errors"))
                .isTrue();
        assertThat(codes(giveBack(admin, id, "  "))).containsExactly("REASON_INVALID");
        assertThat(codes(giveBack(admin, shop.offer, "Un error"))).containsExactly("NOT_FOUND");

        JsonNode done = giveBack(admin, id, "Se lo prometimos");
        assertThat(done.at("/data/refundOrder/order/status").asString()).isEqualTo("REFUNDED");
        assertThat(shop.ledger()).containsExactly("PAYMENT 1999 EUR", "REFUND 1999 EUR");
        assertThat(shop.rights()).containsExactly("2 REVOKED");
        assertThat(codes(giveBack(admin, id, "Otra vez"))).containsExactly("REFUND_REFUSED");
        assertThat(sql.queryForList(
                        "select detail from audit_event where action = 'refund.granted' and target = ?",
                        String.class,
                        id))
                .containsExactly("1999: Se lo prometimos");

        Shop.until(() -> mails("learner5@aula.test", number) == 2);
        assertThat(mails("instructor@aula.test", number)).isEqualTo(1);
    }

    @Test
    void staffAreToldWhenTheBuyersOwnRefundIsOnItsWayAndNothingIsWrittenForThem() throws Exception {
        String id = order(shop.bought(Shop.GOOD));
        StripeOfTests.control("unavailable", Map.of("seconds", "60"));
        assertThat(Shop.codes(shop.refund(id, Shop.key()))).isEmpty();
        JsonNode refused = giveBack(admin, id, "Se lo prometimos");
        assertThat(codes(refused)).containsExactly("REFUND_REFUSED");
        assertThat(refused.at("/data/refundOrder/userErrors/0/message").asString())
                .contains("on its way");
        StripeOfTests.control("unavailable", Map.of("seconds", "0"));
        assertThat(sql.queryForList("select reason from refund where order_id = ?", String.class, id))
                .containsExactly("No era para mí");
    }

    @Test
    void whatStaffGiveBackIsNotRefusedWhenTheyAskTwiceForItWithOneKey() throws Exception {
        String id = order(shop.bought(Shop.REFUND_PENDING));
        String key = Shop.key();
        assertThat(codes(giveBack(admin, key, id, "Se lo prometimos"))).isEmpty();
        assertThat(codes(giveBack(admin, key, id, "Se lo prometimos"))).isEmpty();
        assertThat(sql.queryForList("select reason from refund where order_id = ?", String.class, id))
                .containsExactly("Se lo prometimos");
    }

    @Test
    void aKeyThatWasRefusedIsNoKeyForAnotherWishNorForALaterOne() throws Exception {
        String id = order(shop.bought(Shop.REFUND_PENDING));
        sql.update(
                "update purchase_order set user_id = (select id from app_user where email = 'admin@aula.test') where id = ?",
                id);
        sql.update(
                "insert into watched (user_id, course_id, share, version) select user_id, ?, 0.9, 1 from purchase_order where id = ?",
                shop.course,
                id);
        String own = Shop.key();
        assertThat(Shop.codes(shop.refund(admin, id, own))).containsExactly("REFUND_REFUSED");
        assertThat(codes(giveBack(admin, own, id, "No era para mí"))).containsExactly("IDEMPOTENCY_KEY_REUSED");

        sql.update("delete from watched where course_id = ?", shop.course);
        assertThat(Shop.codes(shop.refund(admin, id, own)))
                .as("refused the first time, and nothing stands against it now")
                .containsExactly("IDEMPOTENCY_KEY_REUSED");
        assertThat(Shop.codes(shop.refund(admin, id, Shop.key()))).isEmpty();
    }

    private static long mails(String address, String words) {
        return RunningIdentity.mailsTo(address).stream()
                .filter(mail -> mail.contains(words))
                .count();
    }

    private String order(JsonNode checkout) {
        return String.valueOf(sql.queryForObject(
                "select id from purchase_order where checkout_id = ?",
                String.class,
                checkout.get("id").asString()));
    }

    private List<String> found(@Nullable String words) throws Exception {
        Map<String, Object> variables = new HashMap<>();
        variables.put("q", words);
        return ask(FIND, variables, admin)
                .at("/data/orders/nodes")
                .valueStream()
                .map(order -> order.get("id").asString())
                .toList();
    }

    private JsonNode giveBack(String token, String order, String reason) throws Exception {
        return giveBack(token, Shop.key(), order, reason);
    }

    private JsonNode giveBack(String token, String key, String order, String reason) throws Exception {
        return ask(
                "mutation($i: RequestRefundInput!) { refundOrder(input: $i) { order { status } userErrors { code message } } }",
                Map.of("i", Map.of("idempotencyKey", key, "orderId", order, "reason", reason)),
                token);
    }

    private static List<String> codes(JsonNode answer) {
        return Shop.codes(answer.at("/data/refundOrder"));
    }

    private JsonNode ask(String query, Map<String, Object> variables, String token) throws Exception {
        return browser.graphql(query, variables, token).json();
    }
}
