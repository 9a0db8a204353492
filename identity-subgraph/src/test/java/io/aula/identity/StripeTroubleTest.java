package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.commerce.checkout.CheckoutSweeper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Stripe slow, or without what it once had. */
@RunningIdentity.Test
class StripeTroubleTest {
    private static final String LEARNER = "learner@aula.test";

    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private CheckoutSweeper sweeper;

    @Autowired
    private MovableClock clock;

    private Shop shop;

    @BeforeEach
    void aCourseForSale() throws Exception {
        shop = Shop.open(sql);
    }

    @AfterEach
    void everythingAsItWas() throws Exception {
        StripeOfTests.control("unavailable", Map.of("seconds", "0", "slow_ms", "0"));
        clock.reset();
    }

    @Test
    void whoWaitsIsToldBeforeTheGatewayGivesUpAndTheSameKeyOpensOnePageLater() throws Exception {
        StripeOfTests.control("unavailable", Map.of("slow_ms", "3000"));
        String key = Shop.key();
        Instant begun = Instant.now();
        JsonNode refused = shop.buy(key);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofMillis(7_500));
        assertThat(Shop.codes(refused)).containsExactly("UNAVAILABLE");
        assertThat(refused.at("/userErrors/0/message").asString()).contains("Nothing was charged");

        StripeOfTests.control("unavailable", Map.of("slow_ms", "0"));
        // What was begun is still at work, and until it is done the same is not begun again.
        Shop.until(() -> !shop.buy(key).at("/checkout/url").asString("").isEmpty());
        assertThat(pages(shop.buy(key).at("/checkout/id").asString())).isEqualTo(1);
        assertThat(shop.count("select count(*) from checkout where offer_id = ?", shop.offer))
                .isEqualTo(1);
    }

    @Test
    void aCustomerThatIsGoneAtStripeIsMadeAnew() throws Exception {
        shop.buy(Shop.key());
        String gone = customer();
        StripeOfTests.control("gone", Map.of("id", gone));
        Shop next = shop.another();
        assertThat(next.buy(Shop.key()).at("/checkout/url").asString()).startsWith("http");
        assertThat(customer()).startsWith("cus_").isNotEqualTo(gone);
        StripeOfTests.control("gone", Map.of("id", customer()));
        assertThat(shop.another().buy(Shop.key()).at("/checkout/url").asString())
                .as("and once more")
                .startsWith("http");
    }

    @Test
    void aPriceThatIsGoneAtStripeIsMadeAnewAndSoIsWhatItIsOf() throws Exception {
        shop.buy(Shop.key());
        String price = one("select stripe_price_id from offer_price where offer_id = ?");
        StripeOfTests.control("gone", Map.of("id", price));
        String other = Shop.token(LEARNER);
        assertThat(shop.start(other, Shop.key(), shop.offer, "EUR")
                        .at("/checkout/url")
                        .asString())
                .startsWith("http");
        assertThat(one("select stripe_price_id from offer_price where offer_id = ?"))
                .isNotEqualTo(price);

        StripeOfTests.control("gone", Map.of("id", one("select stripe_product_id from offer where id = ?")));
        shop.price(true, 2_999);
        assertThat(shop.start(other, Shop.key(), shop.offer, "EUR")
                        .at("/checkout/url")
                        .asString())
                .startsWith("http");
    }

    @Test
    void aPageThatIsGoneAtStripeIsClosedHereAndTheNextClickOpensAnother() throws Exception {
        JsonNode checkout = shop.buy(Shop.key()).get("checkout");
        StripeOfTests.control("gone", Map.of("id", shop.session(checkout)));
        clock.forward(Duration.ofMinutes(3));
        sweeper.sweep();
        assertThat(shop.status(checkout)).isEqualTo("EXPIRED");
        JsonNode next = shop.buy(Shop.key()).get("checkout");
        assertThat(next.get("id")).isNotEqualTo(checkout.get("id"));
        StripeOfTests.pay(next.get("url").asString(), Shop.GOOD);
        shop.untilPaid(next);
    }

    private long pages(String checkout) throws Exception {
        return StripeOfTests.get("/v1/checkout/sessions?limit=100&customer=" + customer())
                .get("data")
                .valueStream()
                .filter(session ->
                        session.path("client_reference_id").asString("").equals(checkout))
                .count();
    }

    private String customer() {
        return String.valueOf(sql.queryForObject(
                "select stripe_customer_id from customer where user_id = ?", String.class, Shop.EMMA));
    }

    private String one(String query) {
        return String.valueOf(sql.queryForObject(query, String.class, shop.offer));
    }
}
