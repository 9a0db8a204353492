package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Somebody new who takes out the membership: through the graph, and at the pages of the Stripe double, with a clock of their own there. */
final class Member {
    private static final String FIELDS =
            "id status currentPeriodEnd cancelAtPeriodEnd endsAt trialEndsAt graceUntil payUrl pendingChange { offer { interval } } price { amount currency } offer { id interval }"
                    + " paymentMethod { brand last4 expiresSoon } invoices { number status total { amount } paid { amount } url }";
    private static final String MINE = "{ viewer { membership { " + FIELDS + " } } }";

    final String id = Ids.next("usr");
    final String email = id.toLowerCase(Locale.ROOT) + "@aula.test";
    final String token;
    private final JdbcTemplate sql;
    private final MovableClock clock;
    private final Browser browser = RunningIdentity.browser();

    private Member(JdbcTemplate sql, MovableClock clock) throws Exception {
        this.sql = sql;
        this.clock = clock;
        sql.update(
                "insert into app_user (id, handle, display_name, email, email_verified_at, locale) values (?, ?, 'Bea', ?, now(), 'es')",
                id,
                id.toLowerCase(Locale.ROOT),
                email);
        sql.update(
                "insert into credential (user_id, kind, secret) select ?, kind, secret from credential where user_id = ?",
                id,
                Shop.EMMA);
        this.token = Shop.token(email);
    }

    static Member enter(JdbcTemplate sql, MovableClock clock) throws Exception {
        sql.execute("delete from login_throttle");
        return new Member(sql, clock);
    }

    /** @return the offer's id */
    static String offer(String admin, String interval, long cents, int trialDays) throws Exception {
        JsonNode answer = RunningIdentity.browser()
                .graphql(
                        "mutation($i: SetMembershipOfferInput!) { setMembershipOffer(input: $i) { offer { id } } }",
                        Map.of(
                                "i",
                                Map.of(
                                        "interval",
                                        interval,
                                        "trialDays",
                                        trialDays,
                                        "prices",
                                        List.of(Map.of("amount", String.valueOf(cents), "currency", "EUR")))),
                        admin)
                .json();
        return answer.at("/data/setMembershipOffer/offer/id").asString();
    }

    JsonNode join(String offer) throws Exception {
        String key = Shop.key();
        // Where the machine is slow the page may not be there within the time that a person waits, and is asked for
        // again.
        Shop.until(() -> !Shop.codes(start(offer, key)).contains("UNAVAILABLE"));
        JsonNode checkout = start(offer, key).get("checkout");
        StripeOfTests.pay(checkout.get("url").asString(), Shop.GOOD);
        Shop.until(() -> {
            String status = sql.queryForObject(
                    "select status from checkout where id = ?",
                    String.class,
                    checkout.get("id").asString());
            return "PAID".equals(status);
        });
        return checkout;
    }

    /** For the member, at Stripe and here alike. */
    void pass(Duration time) throws Exception {
        StripeOfTests.control("clock", Map.of("customer", customer(), "seconds", String.valueOf(time.toSeconds())));
        clock.forward(time);
    }

    JsonNode start(String offer, String key) throws Exception {
        return ask(
                        "mutation($i: StartCheckoutInput!) { startCheckout(input: $i) { checkout { id url } userErrors { code } } }",
                        Map.of("i", Map.of("idempotencyKey", key, "offerId", offer, "currency", "EUR")))
                .get("startCheckout");
    }

    JsonNode act(String mutation) throws Exception {
        return act(mutation, "membership { " + FIELDS + " }");
    }

    JsonNode act(String mutation, String fields) throws Exception {
        return ask("mutation { " + mutation + " { " + fields + " userErrors { code message } } }", Map.of())
                .get(mutation);
    }

    JsonNode preview(String offer) throws Exception {
        return ask(
                        "query($o: ID!) { previewMembershipChange(offerId: $o) { today { amount currency } nextInvoice { amount } nextAt effectiveAt } }",
                        Map.of("o", offer))
                .get("previewMembershipChange");
    }

    JsonNode change(String offer, JsonNode preview, long today, String key) throws Exception {
        return ask(
                        "mutation($i: ChangeMembershipInput!) { changeMembership(input: $i) { membership { " + FIELDS
                                + " } confirmUrl userErrors { code message } } }",
                        Map.of(
                                "i",
                                Map.of(
                                        "idempotencyKey",
                                        key,
                                        "offerId",
                                        offer,
                                        "effectiveAt",
                                        preview.get("effectiveAt").asString(),
                                        "today",
                                        Map.of("amount", String.valueOf(today), "currency", "EUR"))))
                .get("changeMembership");
    }

    JsonNode mine() throws Exception {
        return ask(MINE, Map.of()).at("/viewer/membership");
    }

    JsonNode ask(String query, Map<String, Object> variables) throws Exception {
        JsonNode answer = browser.graphql(query, variables, token).json();
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.get("data");
    }

    String customer() {
        return one("select stripe_customer_id from membership where user_id = ? and status <> 'CANCELED'");
    }

    String subscription() {
        return one("select stripe_subscription_id from membership where user_id = ? and status <> 'CANCELED'");
    }

    /** What Stripe told of this person that is still to be worked on. */
    List<String> unheard() {
        return sql.queryForList(
                "select type from stripe_event where handled_at is null and (customer_id = ? or checkout_id in (select id from checkout where user_id = ?))",
                String.class,
                customer(),
                id);
    }

    String right() {
        return one("select state || ' v' || version from entitlement where user_id = ? and source = 'MEMBERSHIP'"
                + " and course_id is null order by created_at desc limit 1");
    }

    List<String> ledger() {
        return sql.queryForList(
                "select kind || ' ' || l.amount || ' ' || l.currency from ledger_entry l join membership m on m.id = membership_id"
                        + " where user_id = ? order by l.id",
                String.class,
                id);
    }

    String one(String query) {
        return sql.queryForList(query, String.class, id).stream().findFirst().orElse("");
    }

    List<String> mails(String words) {
        return RunningIdentity.mailsTo(email).stream()
                .filter(mail -> mail.contains(words))
                .toList();
    }
}
