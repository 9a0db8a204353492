package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What courses brought, as their teachers read it. */
@RunningIdentity.Test
class SalesTest {
    private static final String SALES =
            "query($r: [_Any!]!, $p: DateRangeInput) { _entities(representations: $r) { ... on Course { sales(range: $p)"
                    + " { orders gross { amount } refunds { amount } net { amount currency } } } } }";

    @Autowired
    private JdbcTemplate sql;

    @Test
    void anOrderOfTwoCoursesIsSharedByWhatTheyCostAndCountedOnceInEach() throws Exception {
        Shop first = Shop.open(sql);
        Shop second = first.another();
        first.bought(Shop.GOOD);
        // One day there will be baskets: the order gets another line, a third of the first.
        String order =
                sql.queryForObject("select order_id from order_line where offer_id = ?", String.class, first.offer);
        sql.update(
                "insert into order_line (order_id, offer_id, course_id, quantity, amount) values (?, ?, ?, 1, 1000)",
                order,
                second.offer,
                second.course);
        String teacher = Shop.token("instructor@aula.test");
        JsonNode both = read(first, teacher, Map.of("r", courses(first, second)));
        assertThat(both.at("/0/sales/0/gross/amount").asLong()
                        + both.at("/1/sales/0/gross/amount").asLong())
                .isEqualTo(1_999);
        assertThat(both.at("/1/sales/0/gross/amount").asLong()).isBetween(666L, 667L);
        assertThat(both.at("/0/sales/0/orders").asInt()).isEqualTo(1);

        StripeOfTests.create("/v1/refunds", Map.of("payment_intent", first.payment()));
        Shop.until(() -> read(first, teacher, Map.of("r", courses(first, second)))
                .at("/0/sales/0/net/amount")
                .asString()
                .equals("0"));
        JsonNode before = read(
                first,
                teacher,
                Map.of(
                        "r",
                        courses(first, second),
                        "p",
                        Map.of("from", "2020-01-01T00:00:00Z", "to", "2020-02-01T00:00:00Z")));
        assertThat(before.at("/0/sales").isEmpty()).isTrue();
        assertThat(read(first, Shop.token("instructor2@aula.test"), Map.of("r", courses(first, second)))
                        .at("/0/sales")
                        .isNull())
                .as("for those who teach it")
                .isTrue();
    }

    @Test
    void aPeriodThatEndsBeforeItBeginsIsRefusedInWords() throws Exception {
        Shop shop = Shop.open(sql);
        JsonNode answer = RunningIdentity.browser()
                .graphql(
                        SALES,
                        Map.of(
                                "r",
                                courses(shop, shop),
                                "p",
                                Map.of("from", "2020-02-01T00:00:00Z", "to", "2020-01-01T00:00:00Z")),
                        Shop.token("instructor@aula.test"))
                .json();
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
    }

    private static Object courses(Shop first, Shop second) {
        return List.of(
                Map.of("__typename", "Course", "id", first.course),
                Map.of("__typename", "Course", "id", second.course));
    }

    private static JsonNode read(Shop shop, String token, Map<String, Object> variables) throws Exception {
        return shop.data(SALES, variables, token).get("_entities");
    }
}
