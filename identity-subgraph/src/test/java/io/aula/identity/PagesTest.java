package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The pages of sign-in and sign-up, as somebody meets them. */
@RunningIdentity.Test
class PagesTest {
    private static final Pattern TOKEN = Pattern.compile("/auth/confirm\\?token=([\\w-]+)");
    private static final String PHRASE = "a long enough phrase";
    private static final String PAGE = "/learn/crs_1/les_2?t=9&q=100%";

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcTemplate sql;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = RunningIdentity.browser();
        sql.execute("delete from login_throttle");
    }

    @AfterEach
    void presentTime() {
        clock.reset();
    }

    @Test
    void whoGoesAstrayGetsAPageInABrowserAndNoneOfTheServers() throws Exception {
        Answer astray = browser.get("/auth/no-such-page");
        assertThat(astray.status()).isEqualTo(404);
        assertThat(astray.body()).contains("Aquí no hay ninguna página.").doesNotContain("Tomcat", "Whitelabel");
    }

    @Test
    void anUnconfirmedPersonIsToldSoAndCanAskForTheMailAgain() throws Exception {
        signUp(browser, "late@aula.test", "");
        Answer told = browser.signIn("late@aula.test", PHRASE);
        assertThat(told.location()).startsWith("/auth/check-mail?unconfirmed");
        assertThat(browser.get(told.location()).body()).contains("late@aula.test");
        Answer again = browser.submit(told.location(), "/auth/check-mail", Map.of());
        assertThat(again.location()).startsWith("/auth/check-mail?again");
        assertThat(RunningIdentity.mailsTo("late@aula.test")).hasSize(2);
        assertThat(confirm(browser, "late@aula.test").location()).startsWith("/auth/login?confirmed");
        assertThat(browser.signIn("late@aula.test", PHRASE).location()).startsWith("/session/sign-in");
    }

    @Test
    void theFirstPasswordOfWhoSignedUpTwiceIsKnownTooAndGetsItsOwnMail() throws Exception {
        String earlier = "the phrase of before";
        signUp(browser, "twice@aula.test", earlier, "");
        signUp(browser, "twice@aula.test", "");
        Browser elsewhere = RunningIdentity.browser();
        assertThat(elsewhere.signIn("twice@aula.test", PHRASE).location()).startsWith("/auth/check-mail?unconfirmed");
        Answer told = elsewhere.signIn("twice@aula.test", earlier);
        assertThat(told.location()).startsWith("/auth/check-mail?unconfirmed");
        elsewhere.submit(told.location(), "/auth/check-mail", Map.of());
        assertThat(RunningIdentity.mailsTo("twice@aula.test")).hasSize(3);
        confirm(elsewhere, "twice@aula.test");
        assertThat(elsewhere.signIn("twice@aula.test", earlier).location()).startsWith("/session/sign-in");
    }

    @Test
    void aNetworkThatAsksForMailsWithoutEndWaitsAndLosesNothing() throws Exception {
        signUp(browser, "flood1@aula.test", "");
        sql.execute("update login_throttle set failures = 60");
        signUp(browser, "flood2@aula.test", "");
        Answer slowed = browser.submit(
                "/auth/sign-up",
                "/auth/sign-up",
                Map.of("displayName", "Flood", "email", "flood3@aula.test", "password", PHRASE));
        assertThat(slowed.location()).startsWith("/auth/sign-up?throttled=");
        assertThat(browser.get(slowed.location()).body()).contains("value=\"flood3@aula.test\"", "role=\"alert\"");
        assertThat(RunningIdentity.mailsTo("flood3@aula.test")).isEmpty();
        assertThat(again().location()).as("counted apart").startsWith("/auth/check-mail?again");
        sql.execute("update login_throttle set failures = 60 where blocked_until is null");
        again();
        assertThat(again().location()).startsWith("/auth/check-mail?throttled=");
        clock.forward(Duration.ofSeconds(61));
        signUp(browser, "flood3@aula.test", "");
        assertThat(RunningIdentity.mailsTo("flood3@aula.test")).hasSize(1);
    }

    private Answer again() throws Exception {
        return browser.submit("/auth/check-mail", "/auth/check-mail", Map.of());
    }

    @Test
    void whoDoesNotKnowThePasswordLearnsNothingOfAnUnconfirmedAddress() throws Exception {
        signUp(browser, "secret@aula.test", "");
        Browser stranger = RunningIdentity.browser();
        String unknown =
                stranger.signIn("nobody@aula.test", "wrong wrong wrong").location();
        assertThat(stranger.signIn("secret@aula.test", "wrong wrong wrong").location())
                .isEqualTo(unknown)
                .isEqualTo("/auth/login?refused");
    }

    @Test
    void aLinkThatHasExpiredOffersAnother() throws Exception {
        signUp(browser, "slow@aula.test", "");
        clock.forward(Duration.ofHours(25));
        Browser elsewhere = RunningIdentity.browser();
        String token = lastToken("slow@aula.test");
        String page = elsewhere.get("/auth/confirm?token=" + token).body();
        assertThat(page).contains("action=\"/auth/check-mail\"");
        elsewhere.submit("/auth/confirm?token=" + token, "/auth/check-mail", Map.of());
        assertThat(RunningIdentity.mailsTo("slow@aula.test")).hasSize(2);
        assertThat(confirm(elsewhere, "slow@aula.test").location()).startsWith("/auth/login?confirmed");
    }

    @Test
    void oneAddressGetsFiveMailsAndThenEverFewerAndIsToldSo() throws Exception {
        clock.stop();
        signUp(browser, "often@aula.test", "");
        Answer last = null;
        for (int i = 0; i < 5; i++) {
            last = browser.submit("/auth/check-mail", "/auth/check-mail", Map.of());
        }
        assertThat(last.location()).isEqualTo("/auth/check-mail?later");
        assertThat(RunningIdentity.mailsTo("often@aula.test")).hasSize(5);
        clock.reset();
        clock.forward(Duration.ofSeconds(11));
        assertThat(again().location()).startsWith("/auth/check-mail?again");
    }

    @Test
    void whoeverAsksForMailsToAnAddressOfAnothersKeepsItsOwnerFromNothing() throws Exception {
        clock.stop();
        Browser stranger = ThrottleTest.from("203.0.113.9");
        for (int i = 0; i < 7; i++) {
            signUp(stranger, "wanted@aula.test", "");
        }
        assertThat(RunningIdentity.mailsTo("wanted@aula.test")).hasSize(5);
        Browser owner = ThrottleTest.from("198.51.100.9");
        signUp(owner, "wanted@aula.test", "");
        assertThat(RunningIdentity.mailsTo("wanted@aula.test")).hasSize(6);
        assertThat(confirm(owner, "wanted@aula.test").location()).startsWith("/auth/login?confirmed");
        assertThat(owner.signIn("wanted@aula.test", PHRASE).location()).startsWith("/session/sign-in");
    }

    @Test
    void aFloodFromEverywhereFillsNoMailboxAndItsOwnerJoinsByAMailOfTheFloods() throws Exception {
        clock.stop();
        for (int network = 0; network < 15; network++) {
            signUp(ThrottleTest.from("203.0." + network + ".9"), "swamped@aula.test", "");
        }
        assertThat(RunningIdentity.mailsTo("swamped@aula.test")).hasSize(10);
        Browser owner = ThrottleTest.from("198.51.100.9");
        Answer later = owner.submit(
                "/auth/sign-up",
                "/auth/sign-up",
                Map.of("displayName", "Owner", "email", "swamped@aula.test", "password", PHRASE));
        assertThat(later.location()).isEqualTo("/auth/check-mail?later");
        assertThat(owner.get(later.location()).body()).contains("cualquiera de esos mensajes sirve");
        String token = lastToken("swamped@aula.test");
        Answer joined = owner.submit(
                "/auth/confirm?token=" + token, "/auth/confirm", Map.of("token", token, "password", PHRASE));
        assertThat(joined.location()).startsWith("/auth/login?confirmed");
        clock.reset();
        clock.forward(Duration.ofMinutes(15));
        signUp(owner, "swamped@aula.test", "");
        assertThat(RunningIdentity.mailsTo("swamped@aula.test"))
                .as("a bounded rate, not an end")
                .hasSize(11);
    }

    @Test
    void theStartingPageSurvivesTheMailOnAnotherDeviceToo() throws Exception {
        String authorize = authorizeFor(PAGE);
        String form = browser.get(authorize + "&prompt=create").location();
        assertThat(form).startsWith("/auth/sign-up?to=");
        signUp(browser, "going@aula.test", hiddenTo(browser.get(form).body()));
        Browser phone = RunningIdentity.browser();
        Answer confirmed = confirm(phone, "going@aula.test");
        String login = phone.get(confirmed.location()).body();
        assertThat(login).contains("value=\"going@aula.test\"");
        Answer in = phone.submit(
                confirmed.location(),
                "/auth/login",
                Map.of("username", "going@aula.test", "password", PHRASE, "to", hiddenTo(login)));
        assertThat(in.location())
                .isEqualTo("/session/sign-in?return_to=" + URLEncoder.encode(PAGE, StandardCharsets.UTF_8));
    }

    @Test
    void eachOfTwoTabsGoesWhereItWasGoing() throws Exception {
        String one = browser.get(authorizeFor("/one")).location();
        String other = browser.get(authorizeFor("/other")).location();
        String to = hiddenTo(browser.get(one).body());
        Answer in = browser.submit(
                one,
                "/auth/login",
                Map.of("username", "learner@aula.test", "password", RunningIdentity.PASSWORD, "to", to));
        assertThat(in.location()).isEqualTo("/session/sign-in?return_to=%2Fone");
        String second = browser.get(other).body();
        assertThat(second).contains("Ana Torres").contains("/session/sign-in?return_to=%2Fother");
    }

    @Test
    void aSignInTabOlderThanTheSessionOffersToGoOnInsteadOf403() throws Exception {
        String stale = browser.csrf("/auth/login");
        browser.signIn("learner@aula.test", RunningIdentity.PASSWORD);
        Answer answer = browser.post(
                "/auth/login",
                Map.of("username", "learner@aula.test", "password", RunningIdentity.PASSWORD, "_csrf", stale));
        assertThat(answer.location()).startsWith("/auth/login?stale");
        assertThat(browser.get(answer.location()).body()).contains("Ana Torres");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/login", "/auth/sign-up", "/auth/check-mail", "/auth/logout", "/auth/instead"})
    void aFormWithoutASessionIsOpenedAgainWithWhatWasTyped(String action) throws Exception {
        Answer answer = browser.post(
                action, Map.of("email", "typed@aula.test", "displayName", "Typed", "password", "x", "page", "login"));
        assertThat(answer.status()).isEqualTo(302);
        Answer page = browser.get(answer.location());
        assertThat(page.status()).isEqualTo(200);
        if (action.equals("/auth/login") || action.equals("/auth/sign-up")) {
            assertThat(page.body()).contains("value=\"typed@aula.test\"").contains("role=\"alert\"");
        }
    }

    @Test
    void theAddressStaysAfterAnErrorAndFromOneFormToTheOther() throws Exception {
        Answer refused = browser.signIn("Typed@aula.test", "wrong");
        assertThat(browser.get(refused.location()).body()).contains("value=\"Typed@aula.test\"");
        Answer other = browser.submit(
                "/auth/login", "/auth/instead", Map.of("username", "second@aula.test", "page", "sign-up"));
        assertThat(other.location()).isEqualTo("/auth/sign-up");
        assertThat(browser.get("/auth/sign-up").body()).contains("value=\"second@aula.test\"");
        Answer faulty = browser.submit(
                "/auth/sign-up",
                "/auth/sign-up",
                Map.of("displayName", "Kept", "email", "third@aula.test", "password", "short"));
        String page = browser.get(faulty.location()).body();
        assertThat(page)
                .contains("value=\"Kept\"")
                .contains("value=\"third@aula.test\"")
                .contains("aria-invalid=\"true\"");
        assertThat(browser.get("/auth/login").body()).contains("value=\"third@aula.test\"");
    }

    @Test
    void languageAndThemeAreKeptThroughPagesAndMails() throws Exception {
        browser.with("Cookie", "AULA_THEME=dark");
        String form = browser.get(authorizeFor("/one") + "&ui_locales=en").location();
        String page = browser.get(form).body();
        assertThat(page)
                .contains("<html lang=\"en\"")
                .contains("data-theme=\"dark\"")
                .contains("Sign in");
        Matcher spanish = Pattern.compile("href=\"([^\"]+lang=es)\"").matcher(page);
        assertThat(spanish.find()).isTrue();
        assertThat(spanish.group(1)).contains("to=");
        Browser english = RunningIdentity.browser();
        english.get("/auth/sign-up?lang=en");
        signUp(english, "spoken@aula.test", "");
        assertThat(RunningIdentity.mailsTo("spoken@aula.test").getLast())
                .startsWith("Confirm your address")
                .contains("lang=en");
        assertThat(english.get("/auth/login").body()).contains("Sign in");
        assertThat(RunningIdentity.browser().get("/auth/login").body()).contains("<html lang=\"es\"");
    }

    @Test
    void noWordOfAStrangersGetsIntoAMail() throws Exception {
        browser.submit(
                "/auth/sign-up",
                "/auth/sign-up",
                Map.of(
                        "displayName",
                        "You won https://evil.test/prize",
                        "email",
                        "victim@aula.test",
                        "password",
                        PHRASE));
        assertThat(RunningIdentity.mailsTo("victim@aula.test")).hasSize(1).noneMatch(mail -> mail.contains("evil"));
    }

    @Test
    void exactlyOneOfTenParallelConfirmationsMakesTheAccount() throws Exception {
        signUp(browser, "once@aula.test", "");
        browser.submit("/auth/check-mail", "/auth/check-mail", Map.of());
        List<String> mails = RunningIdentity.mailsTo("once@aula.test");
        List<String> tokens = mails.stream().map(PagesTest::token).toList();
        String csrf = browser.csrf("/auth/confirm?token=" + tokens.getFirst());
        Callable<Answer> first = () -> browser.post("/auth/confirm", Map.of("token", tokens.getFirst(), "_csrf", csrf));
        Callable<Answer> second = () -> browser.post("/auth/confirm", Map.of("token", tokens.getLast(), "_csrf", csrf));
        List<Callable<Answer>> all = new java.util.ArrayList<>(Collections.nCopies(5, first));
        all.addAll(Collections.nCopies(5, second));
        int made = 0;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : pool.invokeAll(all)) {
                assertThat(answer.get().status()).as(answer.get().body()).isIn(200, 302);
                made += answer.get().location().contains("confirmed") ? 1 : 0;
            }
        }
        assertThat(made).isOne();
        assertThat(sql.queryForObject("select count(*) from app_user where email = 'once@aula.test'", Long.class))
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/login", "/auth/sign-up", "/auth/confirm", "/auth/check-mail", "/auth/logout"})
    void aFieldWithU0000IsRefusedOnAPage(String action) throws Exception {
        for (String field : List.of("username", "password", "displayName", "email", "token", "to", "unknown\0")) {
            Answer answer = browser.post(action, Map.of(field, "a\0b"));
            assertThat(answer.status()).as(field).isEqualTo(400);
            assertThat(answer.body()).contains("<h1>");
        }
        assertThat(browser.get("/auth/confirm?token=%00").status()).isEqualTo(400);
        assertThat(browser.get("/auth/login?to=%00&lang=%00").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/revoke", "/oauth2/introspect", "/userinfo"})
    void anOauthParameterWithU0000IsRefusedInJson(String endpoint) throws Exception {
        for (String field : List.of("grant_type", "code", "client_id", "token", "scope", "refresh_token")) {
            Answer answer = browser.postAs(endpoint, "aula-spa", "spa-secret", Map.of(field, "a\0b"));
            assertThat(answer.status()).as(field).isEqualTo(400);
            assertThat(answer.json().get("error").asString()).isEqualTo("invalid_request");
        }
        assertThat(browser.get("/oauth2/authorize?client_id=aula-spa&state=%00").status())
                .isEqualTo(400);
        assertThat(browser.postAs("/oauth2/token", "aula\0spa", "spa-secret", Map.of())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aQueryThatIsNoUriIsNoFault() throws Exception {
        browser.get(authorizeFor("/x") + "&login_hint=%25zz&x=100%25");
        assertThat(browser.signIn("learner@aula.test", RunningIdentity.PASSWORD).status())
                .isEqualTo(302);
        assertThat(browser.get("/auth/login?to=%2Foauth2%2Fauthorize%3Freturn_to%3D%25zz")
                        .status())
                .isEqualTo(200);
        assertThat(RunningIdentity.browser()
                        .get("/auth/login?to=https%3A%2F%2Fevil.test")
                        .body())
                .doesNotContain("name=\"to\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/login", "/auth/sign-up"})
    void aLongWayBackLeavesThePageWholeForABrowserThatIsNew(String page) throws Exception {
        Answer answer = RunningIdentity.browser().get(page + "?to=%2Foauth2%2Fauthorize%3Fx%3D" + "a".repeat(7_000));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("name=\"_csrf\"").containsOnlyOnce("<h1");
    }

    private static String authorizeFor(String page) throws Exception {
        return Browser.authorize("aula-spa", Gateway.REDIRECT, "openid") + "&return_to="
                + URLEncoder.encode(page, StandardCharsets.UTF_8);
    }

    private static Answer signUp(Browser browser, String email, String to) throws Exception {
        return signUp(browser, email, PHRASE, to);
    }

    private static Answer signUp(Browser browser, String email, String phrase, String to) throws Exception {
        Answer answer = browser.submit(
                "/auth/sign-up",
                "/auth/sign-up",
                Map.of("displayName", "Somebody New", "email", email, "password", phrase, "to", to));
        assertThat(answer.location()).startsWith("/auth/check-mail");
        return answer;
    }

    private static Answer confirm(Browser browser, String email) throws Exception {
        String token = lastToken(email);
        return confirm(browser, token, PHRASE);
    }

    private static Answer confirm(Browser browser, String token, String phrase) throws Exception {
        return browser.submit(
                "/auth/confirm?token=" + token, "/auth/confirm", Map.of("token", token, "password", phrase));
    }

    @Test
    void aStrangersPasswordForMyAddressIsNeverMine() throws Exception {
        Browser stranger = RunningIdentity.browser();
        signUp(stranger, "only-mine@aula.test", "the phrase of a stranger", "");
        Browser owner = RunningIdentity.browser();
        String token = lastToken("only-mine@aula.test");
        String page = owner.get("/auth/confirm?token=" + token).body();
        assertThat(page).contains("name=\"password\"", "only-mine@aula.test", "Somebody New");
        for (String none : List.of("", "short", "password123")) {
            assertThat(confirm(owner, token, none).location()).as(none).startsWith("/auth/confirm?token=");
        }
        assertThat(confirm(owner, token, "a phrase of my own").location()).startsWith("/auth/login?confirmed");
        assertThat(RunningIdentity.browser()
                        .signIn("only-mine@aula.test", "the phrase of a stranger")
                        .location())
                .contains("refused");
        assertThat(RunningIdentity.browser()
                        .signIn("only-mine@aula.test", "a phrase of my own")
                        .location())
                .doesNotContain("refused");
    }

    @Test
    void aStrangersSignUpDoesNotBecomeMineByAskingForItsMailAgain() throws Exception {
        signUp(RunningIdentity.browser(), "only-mine-too@aula.test", "the phrase of a stranger", "");
        clock.forward(Duration.ofHours(25));
        Browser owner = RunningIdentity.browser();
        owner.submit("/auth/confirm?token=" + lastToken("only-mine-too@aula.test"), "/auth/check-mail", Map.of());
        String token = lastToken("only-mine-too@aula.test");
        assertThat(owner.get("/auth/confirm?token=" + token).body()).contains("name=\"password\"");
        confirm(owner, token, "a phrase of my own");
        assertThat(RunningIdentity.browser()
                        .signIn("only-mine-too@aula.test", "the phrase of a stranger")
                        .location())
                .contains("refused");
    }

    @Test
    void whoTypedThePasswordHereIsNotAskedForItAgain() throws Exception {
        signUp(browser, "typed-here@aula.test", "");
        browser.submit("/auth/check-mail", "/auth/check-mail", Map.of());
        String token = lastToken("typed-here@aula.test");
        assertThat(browser.get("/auth/confirm?token=" + token).body()).doesNotContain("name=\"password\"");
        assertThat(confirm(browser, token, "something else that is ignored").location())
                .startsWith("/auth/login?confirmed");
        assertThat(RunningIdentity.browser()
                        .signIn("typed-here@aula.test", PHRASE)
                        .location())
                .doesNotContain("refused");
    }

    private static String lastToken(String email) {
        return token(RunningIdentity.mailsTo(email).getLast());
    }

    private static String token(String mail) {
        Matcher link = TOKEN.matcher(mail);
        assertThat(link.find()).as(mail).isTrue();
        return link.group(1);
    }

    private static String hiddenTo(String page) {
        Matcher hidden = Pattern.compile("name=\"to\" value=\"([^\"]+)\"").matcher(page);
        assertThat(hidden.find()).as(page).isTrue();
        return hidden.group(1).replace("&amp;", "&");
    }
}
