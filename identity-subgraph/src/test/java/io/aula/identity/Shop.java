package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A course that its teacher sells, and Emma who buys it: through the graph, and at the pages of the Stripe double. */
final class Shop {
    static final String OWNER = "usr_01DEMOINSTRUCTOR0000000001";
    static final String EMMA = "usr_01DEMOLEARNER000000000005";
    static final String GOOD = "4242424242424242";
    static final String DECLINED = "4000000000000002";
    static final String POOR = "4000000000009995";
    static final String REFUND_PENDING = "4000000000007726";
    static final String REFUND_FAILS = "4000000000005126";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String START =
            "mutation($i: StartCheckoutInput!) { startCheckout(input: $i) { checkout { id status url }"
                    + " userErrors { code message } } }";

    final String course = Ids.next("crs");
    final String offer;
    final String emma;
    private final JdbcTemplate sql;
    private final Browser browser;
    private final String owner;

    private Shop(JdbcTemplate sql, Browser browser, String owner, String emma) throws Exception {
        this.sql = sql;
        this.browser = browser;
        this.owner = owner;
        this.emma = emma;
        // Courses tell of it by an event.
        sql.update(
                "insert into course (id, title, owner_id, staff, version, is_free) values (?, 'Índices parciales', ?, array[?], 1, false)",
                course,
                OWNER,
                OWNER);
        this.offer = price(true, 1_999);
    }

    static Shop open(JdbcTemplate sql) throws Exception {
        sql.execute("delete from login_throttle");
        return new Shop(sql, RunningIdentity.browser(), token("instructor@aula.test"), token("learner5@aula.test"));
    }

    /** Another course, of the same people. */
    Shop another() throws Exception {
        return new Shop(sql, browser, owner, emma);
    }

    static String token(String email) throws Exception {
        return Gateway.accessToken(new Gateway(RunningIdentity.browser()).tokens(email));
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    /** @return the offer's id */
    String price(boolean active, long cents) throws Exception {
        JsonNode payload = data(
                        "mutation($i: SetCourseOfferInput!) { setCourseOffer(input: $i) { offer { id } userErrors { code } } }",
                        Map.of(
                                "i",
                                Map.of(
                                        "courseId",
                                        course,
                                        "active",
                                        active,
                                        "prices",
                                        List.of(Map.of("amount", String.valueOf(cents), "currency", "EUR")))),
                        owner)
                .get("setCourseOffer");
        assertThat(codes(payload)).isEmpty();
        return payload.at("/offer/id").asString();
    }

    JsonNode buy(String key) throws Exception {
        return start(emma, key, offer, "EUR");
    }

    JsonNode start(String token, String key, String of, String currency) throws Exception {
        return data(START, Map.of("i", Map.of("idempotencyKey", key, "offerId", of, "currency", currency)), token)
                .get("startCheckout");
    }

    /** The whole way. @return the checkout */
    JsonNode bought(String card) throws Exception {
        JsonNode checkout = buy(key()).get("checkout");
        assertThat(StripeOfTests.pay(checkout.get("url").asString(), card)).isPresent();
        untilPaid(checkout);
        return checkout;
    }

    String payment() {
        return String.valueOf(sql.queryForObject(
                "select payment_id from purchase_order join order_line l on l.order_id = id where l.offer_id = ?",
                String.class,
                offer));
    }

    JsonNode order() throws Exception {
        return data(
                        "{ viewer { user { orders(first: 1) { nodes { id status refunded { amount } refunds { id status reason"
                                + " amount { amount } } refundEligibility { eligible maxWatchedRatio watchedRatio reason } } } } } }",
                        Map.of(),
                        emma)
                .at("/viewer/user/orders/nodes/0");
    }

    JsonNode refund(String id, String key) throws Exception {
        return refund(emma, id, key);
    }

    JsonNode refund(String token, String id, String key) throws Exception {
        return data(
                        "mutation($i: RequestRefundInput!) { requestRefund(input: $i) { order { status } userErrors { code message"
                                + " ... on RefundRefusedError { eligibility { watchedRatio reason } } } } }",
                        Map.of("i", Map.of("idempotencyKey", key, "orderId", id, "reason", "No era para mí")),
                        token)
                .get("requestRefund");
    }

    String status(JsonNode checkout) {
        return String.valueOf(sql.queryForObject(
                "select status from checkout where id = ?",
                String.class,
                checkout.get("id").asString()));
    }

    String session(JsonNode checkout) {
        return String.valueOf(sql.queryForObject(
                "select stripe_session_id from checkout where id = ?",
                String.class,
                checkout.get("id").asString()));
    }

    void untilPaid(JsonNode checkout) throws Exception {
        until(() -> status(checkout).equals("PAID"));
    }

    /** All that Stripe told of what was bought here has been worked on. */
    void heard() throws Exception {
        StripeOfTests.delivered();
        until(() -> count(
                        "select count(*) from stripe_event where handled_at is null"
                                + " and checkout_id in (select id from checkout where offer_id = ?)",
                        offer)
                == 0);
    }

    static void until(Callable<Boolean> isSo) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!isSo.call()) {
            assertThat(Instant.now()).as("it takes too long").isBefore(deadline);
            Thread.sleep(50);
        }
    }

    List<String> ledger() {
        return sql.queryForList(
                "select kind || ' ' || l.amount || ' ' || l.currency from ledger_entry l join order_line o using (order_id)"
                        + " where o.offer_id = ? order by l.id",
                String.class,
                offer);
    }

    /** Its version and its state. */
    List<String> rights() {
        return sql.queryForList(
                "select version || ' ' || state from entitlement where user_id = ? and course_id = ?",
                String.class,
                EMMA,
                course);
    }

    int count(String query, Object... arguments) {
        Integer found = sql.queryForObject(query, Integer.class, arguments);
        return found == null ? 0 : found;
    }

    JsonNode data(String query, Map<String, Object> variables, String token) throws Exception {
        JsonNode answer = browser.graphql(query, variables, token).json();
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.get("data");
    }

    static List<String> codes(JsonNode payload) {
        return payload.get("userErrors")
                .valueStream()
                .map(error -> error.get("code").asString())
                .toList();
    }
}
