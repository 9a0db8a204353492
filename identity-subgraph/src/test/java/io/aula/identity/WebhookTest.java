package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import io.aula.platform.id.Ids;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What comes as if from Stripe: believed when it is signed, and answered at once. */
@RunningIdentity.Test
class WebhookTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private MovableClock clock;

    private final String id = "evt_" + Ids.next("x");

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void whatIsSignedByAnyOfTheSecretsIsTakenOnce() throws Exception {
        String body = event(false, "");
        assertThat(post(body, signed(body, StripeOfTests.WEBHOOK_SECRET))).isEqualTo(200);
        assertThat(post(body, signed(body, "whsec_next")))
                .as("the one that comes next")
                .isEqualTo(200);
        assertThat(sql.queryForObject("select count(*) from stripe_event where id = ?", Integer.class, id))
                .isEqualTo(1);
    }

    @Test
    void whatIsNotOfOursIsAnsweredAsWellAndNoted() throws Exception {
        String body = event(false, "chk_01AAAAAAAAAAAAAAAAAAAAAAAA");
        assertThat(post(body, signed(body, StripeOfTests.WEBHOOK_SECRET))).isEqualTo(200);
        Instant deadline = Instant.now().plusSeconds(10);
        while (!"not ours".equals(note()) && Instant.now().isBefore(deadline)) {
            Thread.sleep(50);
        }
        assertThat(note()).isEqualTo("not ours");
    }

    @Test
    void realMoneyIsNotTakenForTestsNorTestsForRealMoney() throws Exception {
        String body = event(true, "");
        assertThat(post(body, signed(body, StripeOfTests.WEBHOOK_SECRET))).isEqualTo(200);
        assertThat(note()).isEqualTo("of another mode");
    }

    @Test
    void whatIsForgedIsRefusedAndNotedForStaff() throws Exception {
        sql.update("delete from audit_event where action = 'webhook.refused'");
        clock.forward(Duration.ofMinutes(2));
        String body = event(false, "");
        assertThat(post(body, signed(body, "whsec_guessed"))).isEqualTo(400);
        String late = signed(body, StripeOfTests.WEBHOOK_SECRET);
        assertThat(post(body.replace("checkout", "chequebook"), late))
                .as("changed on its way")
                .isEqualTo(400);
        assertThat(post(body, "")).isEqualTo(400);
        assertThat(post(body, "t=1,v1=00")).isEqualTo(400);
        clock.forward(Duration.ofMinutes(10));
        assertThat(post(body, late)).as("kept and sent again later").isEqualTo(400);
        assertThat(sql.queryForObject("select count(*) from stripe_event where id = ?", Integer.class, id))
                .isZero();
        assertThat(sql.queryForObject(
                        "select count(*) from audit_event where action = 'webhook.refused'", Integer.class))
                .as("once a minute, so that nobody fills the log")
                .isEqualTo(2);
    }

    @Test
    void whatIsSignedAndNoEventAtAllIsRefused() throws Exception {
        assertThat(post("{", signed("{", StripeOfTests.WEBHOOK_SECRET))).isEqualTo(400);
        String large = "x".repeat(600_000);
        assertThat(post(large, signed(large, StripeOfTests.WEBHOOK_SECRET))).isEqualTo(413);
    }

    private String note() {
        return String.valueOf(sql.queryForObject("select note from stripe_event where id = ?", String.class, id));
    }

    private String event(boolean live, String checkout) {
        return """
                {"id":"%s","object":"event","type":"checkout.session.completed","created":1700000000,"livemode":%s,
                 "data":{"object":{"id":"cs_test_%s","object":"checkout.session","metadata":{"checkout_id":"%s"}}}}
                """.formatted(id, live, id, checkout);
    }

    private String signed(String body, String secret) throws Exception {
        return Webhook.Signature.generateSignatureHeader(
                body, secret, clock.instant().getEpochSecond());
    }

    private static int post(String body, String signature) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(RunningIdentity.base() + "/webhooks/stripe"))
                                .header("content-type", "application/json")
                                .header("stripe-signature", signature)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
