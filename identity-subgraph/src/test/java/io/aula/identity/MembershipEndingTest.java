package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.commerce.checkout.CheckoutSweeper;
import io.aula.identity.commerce.checkout.CustomerAddresses;
import io.aula.identity.commerce.membership.MembershipEnding;
import io.aula.platform.id.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What becomes at Stripe of people whose account is closed, and of those who have another address. */
@RunningIdentity.Test
class MembershipEndingTest {

    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private MembershipEnding ending;

    @Autowired
    private CheckoutSweeper checkouts;

    @Autowired
    private CustomerAddresses addresses;

    @Autowired
    private MovableClock clock;

    private Member bea;
    private String month;

    @BeforeEach
    void aMembershipForSale() throws Exception {
        month = Member.offer(Shop.token("admin@aula.test"), "MONTH", 900, 0);
        bea = Member.enter(sql, clock);
    }

    @AfterEach
    void everythingAsItWas() throws Exception {
        StripeOfTests.control("unavailable", Map.of("seconds", "0", "lose_answers", "0"));
        clock.reset();
    }

    @Test
    void whoseAccountIsClosedIsChargedNoMore() throws Exception {
        bea.join(month);
        String subscription = bea.subscription();
        assertThat(isEnded()).isFalse();
        ending.endAllOf(new UserId(bea.id));
        ending.endAllOf(new UserId(bea.id));
        Shop.until(this::isEnded);
        assertThat(statusAtStripe(subscription)).isEqualTo("canceled");
        assertThat(bea.right()).startsWith("EXPIRED");
        assertThat(bea.ledger()).containsExactly("PAYMENT 900 EUR");
        assertThat(bea.one("select count(*)::text from audit_event a join membership m on m.id = target"
                        + " where action = 'membership.ended' and user_id = ?"))
                .isEqualTo("1");
    }

    @Test
    void whoHasNoneIsDoneAtOnce() {
        ending.endAllOf(new UserId(bea.id));
        assertThat(isEnded()).isTrue();
    }

    @Test
    void theBillThatIsOpenIsNotCollectedEither() throws Exception {
        bea.join(month);
        StripeOfTests.control("cards", Map.of("customer", bea.customer(), "card", Shop.DECLINED));
        String subscription = bea.subscription();
        bea.pass(Duration.ofDays(31).plusHours(2));
        ending.endAllOf(new UserId(bea.id));
        Shop.until(this::isEnded);
        assertThat(StripeOfTests.get("/v1/invoices?status=open&subscription=" + subscription)
                        .get("data")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void whileStripeIsAwayTheEndWaitsAndComesAfterwards() throws Exception {
        bea.join(month);
        String subscription = bea.subscription();
        StripeOfTests.control("unavailable", Map.of("seconds", "600"));
        ending.endAllOf(new UserId(bea.id));
        Shop.until(() -> bea.one("select (end_attempts > 0)::text from membership where user_id = ?")
                .equals("true"));
        assertThat(isEnded()).isFalse();
        StripeOfTests.control("unavailable", Map.of("seconds", "0"));
        Shop.until(() -> {
            sql.update("update membership set end_after = 'epoch' where user_id = ?", bea.id);
            ending.carryOut();
            return isEnded();
        });
        assertThat(statusAtStripe(subscription)).isEqualTo("canceled");
    }

    @Test
    void aPageThatIsOpenWhenTheAccountIsClosedIsClosedToo() throws Exception {
        JsonNode checkout = bea.start(month, Shop.key()).get("checkout");
        sql.update("update app_user set state = 'SUSPENDED' where id = ?", bea.id);
        clock.forward(Duration.ofMinutes(3));
        checkouts.sweep();
        assertThat(bea.one("select status from checkout where user_id = ?")).isEqualTo("EXPIRED");
        assertThat(StripeOfTests.get("/v1/checkout/sessions/" + session(checkout))
                        .get("status")
                        .asString())
                .isEqualTo("expired");
    }

    @Test
    void whatIsTakenOutAtAPageOfAClosedAccountEndsByItself() throws Exception {
        JsonNode checkout = bea.start(month, Shop.key()).get("checkout");
        sql.update("update app_user set state = 'SUSPENDED' where id = ?", bea.id);
        StripeOfTests.pay(checkout.get("url").asString(), Shop.GOOD);
        Shop.until(() -> bea.right().startsWith("EXPIRED"));
        assertThat(isEnded()).isTrue();
    }

    @Test
    void stripeIsToldOfAnotherAddressLaterAndOfNoneOnceTheAccountIsErased() throws Exception {
        bea.join(month);
        String customer = bea.customer();
        toldNow();
        String another = "other." + bea.email;
        StripeOfTests.control("unavailable", Map.of("seconds", "600"));
        sql.update("update app_user set email = ? where id = ?", another, bea.id);
        toldNow();
        StripeOfTests.control("unavailable", Map.of("seconds", "0"));
        assertThat(emailAtStripe(customer)).isEqualTo(bea.email);
        Shop.until(() -> {
            toldNow();
            return emailAtStripe(customer).equals(another);
        });
        sql.update("update app_user set state = 'DELETED' where id = ?", bea.id);
        Shop.until(() -> {
            toldNow();
            return emailAtStripe(customer).isEmpty();
        });
        assertThat(StripeOfTests.get("/v1/customers/" + customer).path("name").asString(""))
                .isEmpty();
    }

    private void toldNow() {
        sql.update("update customer set tell_after = 'epoch' where user_id = ?", bea.id);
        addresses.tell();
    }

    private boolean isEnded() {
        return ending.isAllEndedOf(new UserId(bea.id));
    }

    private static String statusAtStripe(String subscription) throws Exception {
        return StripeOfTests.get("/v1/subscriptions/" + subscription)
                .get("status")
                .asString();
    }

    private static String emailAtStripe(String customer) throws Exception {
        return StripeOfTests.get("/v1/customers/" + customer).path("email").asString("");
    }

    private String session(JsonNode checkout) {
        return List.of(sql.queryForObject(
                        "select stripe_session_id from checkout where id = ?",
                        String.class,
                        checkout.get("id").asString()))
                .getFirst();
    }
}
