package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** People who take out the membership in a storm of events, and what becomes of it at Stripe meanwhile. */
final class StormMembers {

    /** How a membership ends up: how it stands, what was paid and went, the right. */
    private enum End {
        LEFT("none"),
        JOINED("ACTIVE 1 x 900, back 0; ACTIVE"),
        RENEWED("ACTIVE 2 x 900, back 0; ACTIVE"),
        OWING("PAST_DUE 1 x 900, back 0; GRACE"),
        ENDED("CANCELED 1 x 900, back 0; EXPIRED"),
        BACK("ACTIVE 1 x 900, back 900; REVOKED"),
        OWING_AND_PAID("ACTIVE 2 x 900, back 0; ACTIVE");

        private final String model;

        End(String model) {
            this.model = model;
        }
    }

    private record One(Member who, End end, String checkout, String page, String session) {}

    private final JdbcTemplate sql;
    private final List<One> all = new ArrayList<>();

    private StormMembers(JdbcTemplate sql) {
        this.sql = sql;
    }

    static StormMembers enter(JdbcTemplate sql, MovableClock clock) throws Exception {
        StormMembers members = new StormMembers(sql);
        String month = Member.offer(Shop.token("admin@aula.test"), "MONTH", 900, 0);
        for (End end : End.values()) {
            Member who = Member.enter(sql, clock);
            JsonNode checkout = who.start(month, Shop.key()).get("checkout");
            String id = checkout.get("id").asString();
            members.all.add(new One(
                    who,
                    end,
                    id,
                    checkout.get("url").asString(),
                    sql.queryForObject("select stripe_session_id from checkout where id = ?", String.class, id)));
        }
        return members;
    }

    void begin() throws Exception {
        for (One one : all) {
            if (one.end() != End.LEFT) {
                StripeOfTests.pay(one.page(), Shop.GOOD);
            }
        }
    }

    /** What happens at Stripe between two restarts. */
    void goOn(int part) throws Exception {
        for (One one : all) {
            if (part == 1) {
                switch (one.end()) {
                    case RENEWED -> pass(one);
                    case OWING, OWING_AND_PAID -> {
                        StripeOfTests.control("cards", Map.of("customer", customer(one), "card", Shop.DECLINED));
                        pass(one);
                    }
                    case ENDED -> StripeOfTests.delete("/v1/subscriptions/" + subscription(one));
                    case BACK -> StripeOfTests.create("/v1/refunds", Map.of("payment_intent", payment(one)));
                    default -> {}
                }
            }
            if (part == 2 && one.end() == End.OWING_AND_PAID) {
                StripeOfTests.pay(
                        StripeOfTests.get("/v1/invoices?status=open&subscription=" + subscription(one))
                                .at("/data/0/hosted_invoice_url")
                                .asString(),
                        Shop.GOOD);
            }
        }
    }

    private static void pass(One one) throws Exception {
        String seconds = String.valueOf(Duration.ofDays(31).plusHours(2).toSeconds());
        StripeOfTests.control("clock", Map.of("customer", customer(one), "seconds", seconds));
    }

    int size() {
        return all.size();
    }

    /** An object as it may stand in an event, most of it no longer true. */
    String object(int of, Random random) throws Exception {
        One one = all.get(of);
        String session = """
                {"object":"checkout.session","id":"%s","status":"complete","metadata":{"checkout_id":"%s"}}
                """.formatted(one.session(), one.checkout());
        if (one.end() == End.LEFT) {
            return session;
        }
        String subscription = subscription(one);
        List<String> objects = List.of(
                session,
                "{\"object\":\"subscription\",\"id\":\"" + subscription
                        + "\",\"status\":\"canceled\",\"metadata\":{\"checkout_id\":\"" + one.checkout() + "\"}}",
                "{\"object\":\"invoice\",\"id\":\"in_x\",\"status\":\"paid\",\"parent\":{\"subscription_details\":{\"subscription\":\""
                        + subscription + "\"}}}",
                "{\"object\":\"charge\",\"id\":\"ch_x\",\"refunded\":true,\"payment_intent\":\"" + payment(one)
                        + "\"}");
        return objects.get(random.nextInt(objects.size()));
    }

    void endAsTheModelSays() {
        for (One one : all) {
            assertThat(state(one)).as("membership " + one.end()).isEqualTo(one.end().model);
        }
    }

    private String state(One one) {
        return sql
                .queryForList(
                        "select m.status || ' ' || count(*) filter (where kind = 'PAYMENT') || ' x '"
                                + " || max(l.amount) filter (where kind = 'PAYMENT') || ', back '"
                                + " || coalesce(sum(l.amount) filter (where kind = 'REFUND'), 0) || '; '"
                                + " || (select string_agg(state, ',') from entitlement where source_id = m.id)"
                                + " from membership m join ledger_entry l on l.membership_id = m.id where m.user_id = ? group by m.id",
                        String.class,
                        one.who().id)
                .stream()
                .findFirst()
                .orElse("none");
    }

    private static JsonNode session(One one) throws Exception {
        return StripeOfTests.get("/v1/checkout/sessions/" + one.session());
    }

    private static String subscription(One one) throws Exception {
        return session(one).get("subscription").asString();
    }

    private static String customer(One one) throws Exception {
        return session(one).get("customer").asString();
    }

    private static String payment(One one) throws Exception {
        return StripeOfTests.get("/v1/invoice_payments?invoice="
                        + session(one).get("invoice").asString())
                .at("/data/0/payment/payment_intent")
                .asString();
    }
}
