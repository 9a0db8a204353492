package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * A thousand words from Stripe in no order, each up to five times and most of them no longer true, while things go on at Stripe and
 * the process that takes them is killed three times: what is here in the end is what Stripe holds.
 */
@RunningIdentity.Test
class EventStormTest {
    private static final int EVENTS = 1_000;
    private static final int MOST_COPIES = 5;
    private static final int AT_ONCE = 20;
    private static final int RESTARTS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private MovableClock clock;

    private final Random random = new Random(15);

    /** How a wish to buy ends, and what is then here: the checkout, the order, what was paid and went, the right. */
    private enum End {
        LEFT("OPEN; none"),
        DECLINED("OPEN; none"),
        EXPIRED("EXPIRED; none"),
        PAID("PAID; PAID 1 x 1999, back 0, disputed 0; ACTIVE"),
        PAID_AT_THE_SECOND_TRY("PAID; PAID 1 x 1999, back 0, disputed 0; ACTIVE"),
        PARTLY_BACK("PAID; PARTIALLY_REFUNDED 1 x 1999, back 500, disputed 0; ACTIVE"),
        BACK("PAID; REFUNDED 1 x 1999, back 1999, disputed 0; REVOKED"),
        BACK_UNDER_WAY("PAID; PAID 1 x 1999, back 0, disputed 0; SUSPENDED"),
        BACK_AND_AGAIN_HERE("PAID; PAID 1 x 1999, back 0, disputed 0; ACTIVE"),
        DISPUTED("PAID; DISPUTED 1 x 1999, back 0, disputed 1999; SUSPENDED"),
        DISPUTE_LOST("PAID; DISPUTED 1 x 1999, back 0, disputed 1999; REVOKED"),
        DISPUTE_WON("PAID; PAID 1 x 1999, back 0, disputed 0; ACTIVE");

        private final String model;

        End(String model) {
            this.model = model;
        }
    }

    private record Wish(Shop shop, End end, String checkout, String page, String session) {}

    @AfterEach
    void deliveriesAsUsual() throws Exception {
        StripeOfTests.control("webhooks", Map.of("mode", "normal", "lose", "0"));
    }

    @Test
    void aThousandEventsAndThreeKillsEndAsTheModelSays() throws Exception {
        StripeOfTests.control("webhooks", Map.of("mode", "normal", "lose", "100000"));
        List<Wish> wishes = wishes();
        for (Wish wish : wishes) {
            begin(wish);
        }
        StormMembers members = StormMembers.enter(sql, clock);
        members.begin();
        List<String> deliveries = deliveries(wishes, members);
        assertThat(deliveries).hasSizeGreaterThan(2 * EVENTS);
        int share = deliveries.size() / (RESTARTS + 1);
        Queue<String> unanswered = new ConcurrentLinkedQueue<>();
        for (int part = 0; part <= RESTARTS; part++) {
            for (Wish wish : wishes) {
                goOn(wish, part);
            }
            members.goOn(part);
            boolean isLast = part == RESTARTS;
            List<String> now = new ArrayList<>(unanswered);
            unanswered.clear();
            now.addAll(deliveries.subList(part * share, isLast ? deliveries.size() : (part + 1) * share));
            try (ChildIdentity child = ChildIdentity.start()) {
                deliver(child, now, isLast ? Integer.MAX_VALUE : now.size() / 2, unanswered);
            }
        }
        assertThat(unanswered).isEmpty();

        Instant deadline = Instant.now().plus(PATIENCE);
        while (count("handled_at is null") > 0) {
            // What a killed one had taken is taken again after two minutes: nobody waits for that here.
            sql.update("update stripe_event set not_before = now() where handled_at is null and id like 'evt_storm%'");
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(500);
        }
        assertThat(count("true")).isEqualTo(EVENTS);
        for (Wish wish : wishes) {
            assertThat(state(wish)).as(wish.end().name()).isEqualTo(wish.end().model);
        }
        members.endAsTheModelSays();
    }

    private List<Wish> wishes() throws Exception {
        Shop first = Shop.open(sql);
        List<Wish> wishes = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (End end : End.values()) {
                Shop shop = first.another();
                JsonNode checkout = shop.buy(Shop.key()).get("checkout");
                wishes.add(new Wish(
                        shop,
                        end,
                        checkout.get("id").asString(),
                        checkout.get("url").asString(),
                        shop.session(checkout)));
            }
        }
        return wishes;
    }

    private static void begin(Wish wish) throws Exception {
        switch (wish.end()) {
            case LEFT, EXPIRED -> {}
            case DECLINED, PAID_AT_THE_SECOND_TRY -> StripeOfTests.pay(wish.page(), Shop.DECLINED);
            case BACK_UNDER_WAY -> StripeOfTests.pay(wish.page(), Shop.REFUND_PENDING);
            default -> StripeOfTests.pay(wish.page(), Shop.GOOD);
        }
    }

    /** What happens at Stripe between two restarts. */
    private static void goOn(Wish wish, int part) throws Exception {
        if (part == 1) {
            switch (wish.end()) {
                case EXPIRED -> StripeOfTests.create("/v1/checkout/sessions/" + wish.session() + "/expire", Map.of());
                case PAID_AT_THE_SECOND_TRY -> StripeOfTests.pay(wish.page(), Shop.GOOD);
                case PARTLY_BACK ->
                    StripeOfTests.create("/v1/refunds", Map.of("payment_intent", payment(wish), "amount", "500"));
                case BACK, BACK_UNDER_WAY, BACK_AND_AGAIN_HERE ->
                    StripeOfTests.create("/v1/refunds", Map.of("payment_intent", payment(wish)));
                case DISPUTED, DISPUTE_LOST, DISPUTE_WON -> dispute(wish, "needs_response");
                default -> {}
            }
        }
        if (part == 2) {
            switch (wish.end()) {
                case BACK_AND_AGAIN_HERE ->
                    StripeOfTests.control("refunds", Map.of("refund", refund(wish), "status", "failed"));
                case DISPUTE_LOST -> dispute(wish, "lost");
                case DISPUTE_WON -> dispute(wish, "won");
                default -> {}
            }
        }
    }

    private static void dispute(Wish wish, String status) throws Exception {
        StripeOfTests.control("disputes", Map.of("payment_intent", payment(wish), "status", status));
    }

    private static String payment(Wish wish) throws Exception {
        return StripeOfTests.get("/v1/checkout/sessions/" + wish.session())
                .path("payment_intent")
                .asString("");
    }

    private static String refund(Wish wish) throws Exception {
        return StripeOfTests.get("/v1/refunds?payment_intent=" + payment(wish))
                .at("/data/0/id")
                .asString();
    }

    /** Each event one to five times; whoever believed what stands in them, or their order, would end otherwise. */
    private List<String> deliveries(List<Wish> wishes, StormMembers members) throws Exception {
        List<String> deliveries = new ArrayList<>();
        Map<String, String> payments = new HashMap<>();
        for (Wish wish : wishes) {
            payments.put(wish.checkout(), payment(wish));
        }
        for (int i = 0; i < EVENTS; i++) {
            int of = random.nextInt(wishes.size() + members.size());
            String event = of < wishes.size()
                    ? event(
                            wishes.get(of),
                            String.valueOf(payments.get(wishes.get(of).checkout())))
                    : event(members.object(of - wishes.size(), random));
            deliveries.addAll(Collections.nCopies(1 + random.nextInt(MOST_COPIES), event));
        }
        Collections.shuffle(deliveries, random);
        return deliveries;
    }

    private String event(Wish wish, String payment) {
        String session = """
                {"object":"checkout.session","id":"%s","status":"complete","payment_status":"paid","metadata":{"checkout_id":"%s"}}
                """.formatted(wish.session(), wish.checkout());
        List<String> objects = payment.isEmpty()
                ? List.of(session)
                : List.of(
                        session,
                        "{\"object\":\"charge\",\"id\":\"ch_x\",\"refunded\":true,\"payment_intent\":\"" + payment
                                + "\"}",
                        "{\"object\":\"refund\",\"id\":\"re_x\",\"status\":\"succeeded\",\"payment_intent\":\""
                                + payment + "\"}",
                        "{\"object\":\"dispute\",\"id\":\"du_x\",\"status\":\"lost\",\"payment_intent\":\"" + payment
                                + "\"}",
                        "{\"object\":\"payment_intent\",\"id\":\"" + payment
                                + "\",\"status\":\"succeeded\",\"metadata\":{\"checkout_id\":\"" + wish.checkout()
                                + "\"}}");
        return event(objects.get(random.nextInt(objects.size())));
    }

    private String event(String object) {
        return """
                {"id":"evt_storm%s","object":"event","type":"any","created":%d,"livemode":false,"data":{"object":%s}}
                """.formatted(UUID.randomUUID(), 1_700_000_000 + random.nextInt(1_000_000), object);
    }

    /** Twenty at a time; kills the receiver after so many answers, and keeps what was not answered. */
    private static void deliver(ChildIdentity child, List<String> bodies, int killAfter, Queue<String> unanswered)
            throws Exception {
        Semaphore places = new Semaphore(AT_ONCE);
        AtomicInteger answered = new AtomicInteger();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String body : bodies) {
                places.acquire();
                senders.submit(() -> {
                    try {
                        if (!child.told(body)) {
                            unanswered.add(body);
                        } else if (answered.incrementAndGet() == killAfter) {
                            child.kill();
                        }
                    } catch (Exception broken) {
                        unanswered.add(body);
                    } finally {
                        places.release();
                    }
                    return null;
                });
            }
        }
    }

    private String state(Wish wish) {
        String order = sql
                .queryForList(
                        "select o.status || ' ' || count(*) filter (where kind = 'PAYMENT') || ' x '"
                                + " || max(amount) filter (where kind = 'PAYMENT') || ', back '"
                                + " || coalesce(sum(case kind when 'REFUND' then amount when 'REFUND_REVERSED' then -amount end), 0)"
                                + " || ', disputed '"
                                + " || coalesce(sum(case kind when 'DISPUTE' then amount when 'DISPUTE_REVERSED' then -amount end), 0)"
                                + " || '; ' || (select string_agg(state, ',') from entitlement where source_id = o.id)"
                                + " from purchase_order o join ledger_entry l on l.order_id = o.id where o.checkout_id = ?"
                                + " group by o.id",
                        String.class,
                        wish.checkout())
                .stream()
                .findFirst()
                .orElse("none");
        return sql.queryForObject("select status from checkout where id = ?", String.class, wish.checkout()) + "; "
                + order;
    }

    private int count(String which) {
        Integer found = sql.queryForObject(
                "select count(*) from stripe_event where id like 'evt_storm%' and " + which, Integer.class);
        return found == null ? 0 : found;
    }
}
