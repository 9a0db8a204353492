package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import io.aula.identity.authserver.key.SigningKeyRing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What {@code bin/rotate-keys} asks for. */
@RunningIdentity.Test
class KeyRotationTest {
    private static final String PATH = "/internal/signing-keys";

    @Autowired
    SigningKeyRing ring;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    MovableClock clock;

    private final Browser browser = RunningIdentity.browser();
    private final Gateway gateway = new Gateway(browser);
    private List<Map<String, Object>> before;

    @BeforeEach
    void remember() {
        sql.execute("delete from login_throttle");
        // One that waits to sign would be given back in place of a new one.
        sql.update("delete from signing_key where not_before > now()");
        before = sql.queryForList("select kid, retire_at from signing_key");
    }

    /** Other tests sign with the keys of before, for as long. */
    @AfterEach
    void asItWas() {
        clock.reset();
        sql.update("delete from signing_key where not kid = any (?::text[])", (Object)
                before.stream().map(key -> key.get("kid")).toArray(String[]::new));
        before.forEach(key ->
                sql.update("update signing_key set retire_at = ? where kid = ?", key.get("retire_at"), key.get("kid")));
        ring.ensureKeys();
    }

    @Test
    void theNextKeyIsPublishedAtOnceAndSignsOnceEverybodyHasMetItWhileTokensOfBeforeAreGood() throws Exception {
        String token = Gateway.accessToken(gateway.tokens("learner7@aula.test"));
        String old = kid(token);
        JsonNode rotation = rotate();
        String next = rotation.get("kid").asString();
        assertThat(next).isNotEqualTo(old);
        assertThat(published()).contains(old, next);
        assertThat(rotate().get("kid").asString())
                .as("asked twice it is done once")
                .isEqualTo(next);
        assertThat(kid(Gateway.accessToken(gateway.exchange(gateway.code()))))
                .as("nobody has met it yet")
                .isEqualTo(old);
        Instant signsFrom = Instant.parse(rotation.get("signsFrom").asString());
        assertThat(signsFrom).isAfter(clock.instant().plus(Duration.ofMinutes(9)));
        assertThat(Instant.parse(rotation.get("verifiesUntil").asString()))
                .isEqualTo(signsFrom.plus(Duration.ofDays(1)));

        isGood(token);

        clock.forward(Duration.ofMinutes(11));
        String fresh = Gateway.accessToken(gateway.exchange(gateway.code()));
        assertThat(kid(fresh)).isEqualTo(next);
        assertThat(published()).contains(old, next);
        isGood(token);
    }

    @Test
    void nothingIsRotatedByReading() throws Exception {
        List<String> keys = published();
        assertThat(browser.get(PATH).status()).isEqualTo(405);
        assertThat(published()).isEqualTo(keys);
    }

    private void isGood(String token) throws Exception {
        assertThat(browser.graphql("{ viewer { user { id } } }", token)
                        .json()
                        .at("/data/viewer/user/id")
                        .asString())
                .startsWith("usr_");
    }

    private JsonNode rotate() throws Exception {
        Answer answer = browser.post(PATH, Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private List<String> published() throws Exception {
        return browser.get("/oauth2/jwks")
                .json()
                .get("keys")
                .valueStream()
                .map(key -> key.get("kid").asString())
                .toList();
    }

    private static String kid(String token) {
        return Browser.header(token).get("kid").asString();
    }
}
