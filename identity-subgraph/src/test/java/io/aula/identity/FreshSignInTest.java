package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A client may want the password typed again (OpenID Connect Core §3.1.2.1), and reads in its id token when it was. */
@RunningIdentity.Test
class FreshSignInTest {
    private static final String LOOPBACK = "http://127.0.0.1:49152/callback";
    private static final String LEARNER = "learner6@aula.test";

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcTemplate sql;

    private Browser browser;

    @BeforeEach
    void signIn() throws Exception {
        sql.execute("delete from login_throttle");
        browser = RunningIdentity.browser();
        browser.signIn(LEARNER, RunningIdentity.PASSWORD);
    }

    @AfterEach
    void presentTime() {
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"&prompt=login", "&max_age=0", "&prompt=login&max_age=3600", "&pro%6Dpt=login", "&max%5Fage=0"})
    void whoIsSignedInTypesTheirPasswordAgainOnceWhenTheClientWantsIt(String wish) throws Exception {
        clock.forward(Duration.ofSeconds(5));
        Answer asked = browser.get(request() + wish);
        assertThat(asked.location()).startsWith("/auth/login?to=");
        String page = browser.get(asked.location()).body();
        assertThat(page).contains("name=\"password\"", "otra vez tu contraseña").doesNotContain("Usar otra cuenta");
        Answer wrong = typed(asked, "wrong wrong wrong");
        assertThat(browser.get(wrong.location()).body()).contains("name=\"password\"", "no son correctos");
        Answer in = typed(asked, RunningIdentity.PASSWORD);
        Answer granted = browser.get(in.location());
        assertThat(granted.query("code")).as(granted.location()).isNotEmpty();
        assertThat(granted.query("state")).isEqualTo("s1");
        assertThat(browser.get(request()).query("code"))
                .as("nobody else asks again")
                .isNotEmpty();
        assertThat(browser.get(request() + wish).location())
                .as("another time it is asked again")
                .startsWith(wish.contains("login") ? "/auth/login" : "");
    }

    @Test
    void aSignInThatIsYoungEnoughIsNotAskedForAgainAndAnOlderOneIs() throws Exception {
        clock.forward(Duration.ofMinutes(10));
        assertThat(browser.get(request() + "&max_age=660").query("code")).isNotEmpty();
        assertThat(browser.get(request() + "&max_age=540").location()).startsWith("/auth/login?");
    }

    @Test
    void aMomentThatIsStillToComeIsNoWishOfOurs() throws Exception {
        clock.forward(Duration.ofMinutes(10));
        String later =
                "&signed_in_after=" + clock.instant().plus(Duration.ofDays(1)).toEpochMilli();
        assertThat(browser.get(request() + later).query("code")).isNotEmpty();
        assertThat(browser.get(request() + later + "&prompt=login").location()).startsWith("/auth/login?");
        String before = "&signed_in_after=" + clock.instant().minusSeconds(1).toEpochMilli();
        assertThat(browser.get(request() + before).location()).startsWith("/auth/login?");
    }

    @Test
    void whereNoPageMayBeShownTheClientHearsThatASignInIsRequired() throws Exception {
        clock.forward(Duration.ofMinutes(10));
        assertThat(browser.get(request() + "&prompt=none").query("code")).isNotEmpty();
        Answer old = browser.get(request() + "&prompt=none&max_age=60");
        assertThat(old.query("error")).isEqualTo("login_required");
        assertThat(old.query("state")).isEqualTo("s1");
        Answer both = browser.get(request() + "&prompt=none+login");
        assertThat(both.query("error")).isEqualTo("invalid_request");
        assertThat(RunningIdentity.browser()
                        .get(request() + "&prompt=none&max_age=60")
                        .query("error"))
                .isEqualTo("login_required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "abc", "1.5", "", "99999999999999999999", "+5", "%205"})
    void anAgeThatIsNoneIsToldToTheClient(String age) throws Exception {
        Answer answer = browser.get(request() + "&max_age=" + age);
        assertThat(answer.query("error")).as(answer.location()).isEqualTo("invalid_request");
        assertThat(answer.query("code")).isEmpty();
    }

    @Test
    void theIdTokenSaysWhenThePasswordWasTyped() throws Exception {
        long first = authTime(browser.get(request()));
        clock.forward(Duration.ofMinutes(7));
        assertThat(authTime(browser.get(request()))).isEqualTo(first);
        Answer asked = browser.get(request() + "&prompt=login");
        long second =
                authTime(browser.get(typed(asked, RunningIdentity.PASSWORD).location()));
        assertThat(second - first).isBetween(420L, 480L);
    }

    @Test
    void discoveryNamesThePromptsThatAreUnderstood() throws Exception {
        assertThat(browser.get("/.well-known/openid-configuration")
                        .json()
                        .get("prompt_values_supported")
                        .toString())
                .isEqualTo("[\"none\",\"login\",\"create\"]");
    }

    private static String request() throws Exception {
        return Browser.authorize("demo-native", LOOPBACK, "openid");
    }

    private Answer typed(Answer asked, String password) throws Exception {
        String to = URLDecoder.decode(
                asked.location().substring(asked.location().indexOf("to=") + 3), StandardCharsets.UTF_8);
        return browser.submit(
                asked.location(), "/auth/login", Map.of("username", LEARNER, "password", password, "to", to));
    }

    private long authTime(Answer granted) throws Exception {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "demo-native",
                "code",
                granted.query("code"),
                "redirect_uri",
                LOOPBACK,
                "code_verifier",
                Browser.VERIFIER));
        Answer tokens = browser.token(form);
        assertThat(List.of(200)).as(tokens.body()).contains(tokens.status());
        return Browser.claims(tokens.json().get("id_token").asString())
                .get("auth_time")
                .asLong();
    }
}
