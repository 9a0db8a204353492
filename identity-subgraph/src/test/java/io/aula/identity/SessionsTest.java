package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.NewAccount;
import io.aula.identity.account.signin.PasswordHashes;
import io.aula.identity.account.signin.Passwords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Where a person is signed in, what ends it, and acts that want the password once more. Long, because each sentence signs in on
 * several browsers by the same few helpers.
 */
@RunningIdentity.Test
class SessionsTest {
    private static final String PHRASE = "the phrase of before";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String IPHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";
    private static final String SESSIONS = "{ viewer { sessions { id isCurrent device network } } }";
    private static final Pattern EMAIL_TOKEN = Pattern.compile("/auth/email\\?token=([\\w-]+)");

    @Autowired
    AccountService accounts;

    @Autowired
    Passwords passwords;

    @Autowired
    PasswordHashes hashes;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    MovableClock clock;

    @BeforeEach
    void forgetFailures() {
        sql.execute("delete from login_throttle");
    }

    @AfterEach
    void presentTime() {
        clock.reset();
    }

    /** One browser in which somebody is signed in. */
    private static final class Device {
        private final Browser browser;
        private final Gateway gateway;
        private String access;
        private String refresh;

        Device(String email, String userAgent) throws Exception {
            browser = RunningIdentity.browser().with("User-Agent", userAgent);
            gateway = new Gateway(browser);
            browser.signIn(email, PHRASE);
            take(gateway.exchange(gateway.code()));
        }

        void take(Answer tokens) {
            access = Gateway.accessToken(tokens);
            refresh = Gateway.refreshToken(tokens);
        }

        JsonNode ask(String query) throws Exception {
            return browser.graphql(query, access).json();
        }

        Answer prove(String password) throws Exception {
            return browser.postJson("/credentials/proof", Map.of("password", password), access);
        }

        Answer choose(String password) throws Exception {
            return browser.postJson("/credentials/password", Map.of("password", password), access);
        }

        boolean renews() throws Exception {
            Answer answer = gateway.refresh(refresh);
            if (answer.status() == 200) {
                take(answer);
            }
            return answer.status() == 200;
        }
    }

    @Test
    void sessionsAreListedByDeviceAndShortenedAddressAndOneCanBeEnded() throws Exception {
        person("devices@aula.test");
        Device laptop = new Device("devices@aula.test", FIREFOX);
        Device phone = new Device("devices@aula.test", IPHONE);
        JsonNode sessions = laptop.ask(SESSIONS).at("/data/viewer/sessions");
        assertThat(sessions.size()).isEqualTo(2);
        assertThat(sessions.at("/0/isCurrent").asBoolean()).isTrue();
        assertThat(sessions.at("/0/device").asString()).isEqualTo("Firefox · Linux");
        assertThat(sessions.at("/1/device").asString()).isEqualTo("Safari · iPhone");
        assertThat(sessions.at("/1/network").asString()).isEqualTo("127.0.0.x");

        String other = sessions.at("/1/id").asString();
        assertThat(laptop.ask(end(other)).at("/data/endSession/viewer/sessions").size())
                .isOne();
        assertThat(phone.ask("{ viewer { user { id } } }").at("/data/viewer").isNull())
                .as("the pages learn it at once")
                .isTrue();
        assertThat(phone.renews()).isFalse();
        assertThat(phone.gateway.code()).as("the sign-in pages ask again").isEmpty();
        assertThat(laptop.renews()).isTrue();
    }

    @Test
    void allOthersEndAtOnceAndNobodyEndsThoseOfSomebodyElse() throws Exception {
        person("many@aula.test");
        person("other@aula.test");
        Device here = new Device("many@aula.test", FIREFOX);
        Device there = new Device("many@aula.test", IPHONE);
        Device stranger = new Device("other@aula.test", IPHONE);
        String strangers =
                stranger.ask(SESSIONS).at("/data/viewer/sessions/0/id").asString();
        assertThat(here.ask(end(strangers))
                        .at("/data/endSession/userErrors/0/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
        here.ask("mutation { endSession(allOthers: true) { userErrors { code } } }");
        assertThat(there.renews()).isFalse();
        assertThat(here.renews()).isTrue();
        assertThat(stranger.renews()).isTrue();
    }

    @Test
    void aSpentRefreshTokenThatComesBackIsToldByMail() throws Exception {
        person("robbed@aula.test");
        Device device = new Device("robbed@aula.test", FIREFOX);
        String first = device.refresh;
        device.renews();
        device.renews();
        assertThat(device.gateway.refresh(first).status()).isEqualTo(400);
        assertThat(RunningIdentity.text(
                        RunningIdentity.awaitMail("robbed@aula.test", "Hemos cerrado una sesión tuya de Aula")))
                .contains("Firefox · Linux", "127.0.0.x", "/account/sessions");
    }

    @Test
    void aSignInFromAnUnknownBrowserIsToldByMailAndFromAKnownOneNot() throws Exception {
        Account person = person("watchful@aula.test");
        Device first = new Device("watchful@aula.test", FIREFOX);
        sql.update(
                "update app_user set created_at = now() - interval '2 days' where id = ?",
                person.id().text());
        first.browser.signIn("watchful@aula.test", PHRASE);
        new Device("watchful@aula.test", IPHONE);
        RunningIdentity.awaitMail("watchful@aula.test", "Nueva entrada en tu cuenta de Aula");
        assertThat(sql.queryForList(
                        "select words[1] from letter where user_id = ? and kind = 'NEW_DEVICE'",
                        String.class,
                        person.id().text()))
                .containsExactly("Safari · iPhone");
    }

    @Test
    void aPasswordIsChangedByWhoTypesTheOldOneAndEndsAllOtherSessions() throws Exception {
        Account person = person("changes@aula.test");
        Device here = new Device("changes@aula.test", FIREFOX);
        Device there = new Device("changes@aula.test", IPHONE);
        longAgo(person);
        Answer refused = here.choose("an altogether new phrase");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("code").asString()).isEqualTo("REAUTHENTICATION_REQUIRED");
        assertThat(here.prove("wrong wrong wrong").json().get("code").asString())
                .isEqualTo("WRONG_PASSWORD");
        assertThat(here.prove(PHRASE).status()).isEqualTo(200);
        assertThat(here.choose("password123").json().get("code").asString()).isEqualTo("PASSWORD_KNOWN");
        assertThat(here.choose("short").json().get("code").asString()).isEqualTo("PASSWORD_SHAPE");
        assertThat(here.choose("an altogether new phrase").status()).isEqualTo(200);
        assertThat(there.renews()).isFalse();
        assertThat(here.renews()).isTrue();
        assertThat(passwords.matches(person.id(), "an altogether new phrase")).isTrue();
        assertThat(there.choose("yet another phrase").status())
                .as("signed out meanwhile")
                .isEqualTo(401);
        RunningIdentity.awaitMail("changes@aula.test", "Tu contraseña de Aula ha cambiado");
    }

    @Test
    void whoTypesWrongPasswordsAgainAndAgainWaits() throws Exception {
        person("guesses@aula.test");
        Device device = new Device("guesses@aula.test", FIREFOX);
        for (int i = 0; i < 5; i++) {
            assertThat(device.prove("guess number " + i).status()).isEqualTo(403);
        }
        Answer slowed = device.prove(PHRASE);
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.raw().headers().firstValue("retry-after")).isPresent();
        clock.forward(Duration.ofSeconds(11));
        assertThat(device.prove(PHRASE).status()).isEqualTo(200);
    }

    @Test
    void aStolenSignInThatOpensOthersInSilenceGuessesNoFasterThanOne() throws Exception {
        person("stolen@aula.test");
        Device thief = new Device("stolen@aula.test", FIREFOX);
        for (int i = 0; i < 5; i++) {
            assertThat(thief.prove("guess number " + i).status()).isEqualTo(403);
        }
        thief.take(thief.gateway.exchange(thief.gateway.code()));
        assertThat(thief.prove(PHRASE).status()).as("another sign-in").isEqualTo(429);
    }

    @Test
    void aStolenSignInThatGoesFromNetworkToNetworkRunsOutOfGuessesToo() throws Exception {
        clock.stop();
        person("everywhere@aula.test");
        Device device = new Device("everywhere@aula.test", FIREFOX);
        int looked = 0;
        for (int network = 0; network < 30; network++) {
            Answer answer = ThrottleTest.from("203.0." + network + ".7")
                    .postJson("/credentials/proof", Map.of("password", "guess number " + network), device.access);
            looked += answer.status() == 403 ? 1 : 0;
        }
        assertThat(looked).isEqualTo(20);
    }

    @Test
    void whoOpensSignInsWithoutEndKeepsThoseUsedLast() throws Exception {
        Account person = person("hoarder@aula.test");
        Device first = new Device("hoarder@aula.test", FIREFOX);
        sql.update("""
                insert into token_family (authorization_id, user_id, client_id, proved_at, last_used_at)
                select 'hoard-' || n, f.user_id, f.client_id, f.proved_at, f.last_used_at + interval '1 second'
                from token_family f, generate_series(1, 49) n where f.user_id = ?
                """, person.id().text());
        Device last = new Device("hoarder@aula.test", IPHONE);
        assertThat(first.renews()).as("the longest unused").isFalse();
        assertThat(last.renews()).isTrue();
        assertThat(sql.queryForObject(
                        "select count(*) from token_family where user_id = ? and revoked_at is null",
                        Integer.class,
                        person.id().text()))
                .isEqualTo(50);
    }

    @Test
    void whoAsksForOneAddressAfterAnotherWaitsAndIsToldHowLong() throws Exception {
        clock.stop();
        Account person = person("writes-to-all@aula.test");
        Device device = new Device("writes-to-all@aula.test", FIREFOX);
        for (int i = 0; i < 5; i++) {
            assertThat(device.ask(change("stranger" + i + "@aula.test"))
                            .at("/data/changeEmail/userErrors")
                            .size())
                    .isZero();
        }
        JsonNode refused = device.ask(change("stranger5@aula.test")).at("/data/changeEmail/userErrors/0");
        assertThat(refused.path("code").asString()).isEqualTo("TOO_OFTEN");
        assertThat(refused.path("message").asString()).contains("Wait 1 min");
        assertThat(sql.queryForObject(
                        "select address from email_change where user_id = ?",
                        String.class,
                        person.id().text()))
                .isEqualTo("stranger4@aula.test");
    }

    @Test
    void anEmailIsChangedByItsNewAddressAndBothAreTold() throws Exception {
        Account person = person("old-address@aula.test");
        Device device = new Device("old-address@aula.test", FIREFOX);
        longAgo(person);
        assertThat(device.ask(change("New-Address@aula.test"))
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("REAUTHENTICATION_REQUIRED");
        device.prove(PHRASE);
        JsonNode asked = device.ask(change("New-Address@aula.test"));
        assertThat(asked.at("/data/changeEmail/userErrors").size())
                .as(asked.toString())
                .isZero();
        String token = emailToken("new-address@aula.test");
        RunningIdentity.awaitMail("old-address@aula.test", "Se ha pedido cambiar tu correo de Aula");
        assertThat(accounts.byId(person.id()).orElseThrow().email()).isEqualTo("old-address@aula.test");

        Browser phone = RunningIdentity.browser();
        assertThat(phone.get("/auth/email?token=" + token).body()).contains("new-address@aula.test");
        assertThat(phone.submit("/auth/email?token=" + token, "/auth/email", Map.of("token", token))
                        .body())
                .contains("Correo cambiado");
        assertThat(accounts.byId(person.id()).orElseThrow().email()).isEqualTo("new-address@aula.test");
        assertThat(phone.get("/auth/email?token=" + token).body()).contains("ya se usó");
        RunningIdentity.awaitMail("old-address@aula.test", "El correo de tu cuenta de Aula ha cambiado");
        RunningIdentity.awaitMail("new-address@aula.test", "Tu correo de Aula ha cambiado");
        assertThat(phone.signIn("new-address@aula.test", PHRASE).location()).startsWith("/session/sign-in");
    }

    @Test
    void whoReadsTheOldMailboxTakesTheAccountBackWhateverWasDoneToItSince() throws Exception {
        Account person = person("victim-of@aula.test");
        Device thief = new Device("victim-of@aula.test", FIREFOX);
        thief.ask(change("thief@aula.test"));
        Browser browser = RunningIdentity.browser();
        String taking = emailToken("thief@aula.test");
        browser.submit("/auth/email?token=" + taking, "/auth/email", Map.of("token", taking));
        thief.choose("a phrase of the thief");
        thief.ask(change("thief2@aula.test"));
        String again = emailToken("thief2@aula.test");
        browser.submit("/auth/email?token=" + again, "/auth/email", Map.of("token", again));
        String thiefsOwn = backToken("thief@aula.test");
        String token = backToken("victim-of@aula.test");
        clock.forward(Duration.ofDays(6));
        assertThat(browser.get("/auth/email-back?token=" + token).body()).contains("victim-of@aula.test");
        Answer back = browser.submit("/auth/email-back?token=" + token, "/auth/email-back", Map.of("token", token));
        assertThat(back.location()).endsWith("/auth/forgotten?back");
        assertThat(browser.get(back.location()).body()).contains("value=\"victim-of@aula.test\"");
        assertThat(accounts.byId(person.id()).orElseThrow().email()).isEqualTo("victim-of@aula.test");
        assertThat(thief.renews()).isFalse();
        assertThat(browser.get("/auth/email-back?token=" + thiefsOwn).body()).doesNotContain("name=\"token\"");
        assertThat(browser.signIn("victim-of@aula.test", "a phrase of the thief")
                        .location())
                .contains("refused");
        assertThat(browser.get("/auth/email-back?token=" + token).body()).contains("ya se usó");
    }

    @Test
    void anAddressOfSomebodyElseIsAskedForLikeAnyOtherAndItsOwnerTold() throws Exception {
        person("mine@aula.test");
        person("theirs@aula.test");
        Device device = new Device("mine@aula.test", FIREFOX);
        assertThat(device.ask(change("theirs@aula.test"))
                        .at("/data/changeEmail/userErrors")
                        .size())
                .isZero();
        assertThat(device.ask("{ viewer { user { id } } }").at("/data/viewer").isNull())
                .isFalse();
        assertThat(RunningIdentity.text(
                        RunningIdentity.awaitMail("theirs@aula.test", "Tu correo ya tiene una cuenta en Aula")))
                .doesNotContain("mine@aula.test");
    }

    @Test
    void onlyTheLastAddressThatWasWantedIsConfirmed() throws Exception {
        Account person = person("wavering@aula.test");
        Device device = new Device("wavering@aula.test", FIREFOX);
        device.ask(change("first-wish@aula.test"));
        String first = emailToken("first-wish@aula.test");
        device.ask(change("second-wish@aula.test"));
        String second = emailToken("second-wish@aula.test");
        Browser browser = RunningIdentity.browser();
        assertThat(browser.get("/auth/email?token=" + first).body()).doesNotContain("name=\"token\"");
        device.ask("mutation { cancelEmailChange { userErrors { code } } }");
        assertThat(browser.get("/auth/email?token=" + second).body()).doesNotContain("name=\"token\"");
        assertThat(accounts.byId(person.id()).orElseThrow().email()).isEqualTo("wavering@aula.test");
    }

    @Test
    void aResetLinkInAnOldMailboxIsWorthNothingOnceTheAddressChanged() throws Exception {
        person("leaving@aula.test");
        Device device = new Device("leaving@aula.test", FIREFOX);
        device.browser.submit("/auth/forgotten", "/auth/forgotten", Map.of("email", "leaving@aula.test"));
        String mail = RunningIdentity.text(
                RunningIdentity.awaitMail("leaving@aula.test", "Elige una contraseña nueva en Aula"));
        Matcher reset = Pattern.compile("/auth/reset\\?token=([\\w-]+)").matcher(mail);
        assertThat(reset.find()).isTrue();
        device.ask(change("arrived@aula.test"));
        String token = emailToken("arrived@aula.test");
        device.browser.submit("/auth/email?token=" + token, "/auth/email", Map.of("token", token));
        assertThat(device.browser.get("/auth/reset?token=" + reset.group(1)).body())
                .doesNotContain("name=\"password\"");
    }

    @Test
    void aProgramOfSomebodyElseProvesNothingWithAPassword() throws Exception {
        Answer program = RunningIdentity.browser()
                .tokenAs(
                        "demo-integrator",
                        "demo-secret",
                        Map.of("grant_type", "client_credentials", "scope", "profile:write"));
        String access = program.json().get("access_token").asString();
        Browser browser = RunningIdentity.browser();
        assertThat(browser.postJson("/credentials/proof", Map.of("password", RunningIdentity.PASSWORD), access)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theSignInOfAnotherProgramHasNothingToDoWithPasswordsHoweverFreshItIs() throws Exception {
        Account person = person("app-user@aula.test");
        Browser browser = RunningIdentity.browser();
        browser.signIn("app-user@aula.test", PHRASE);
        String redirect = "http://127.0.0.1:49152/callback";
        String code = browser.get(Browser.authorize("demo-native", redirect, "profile:write"))
                .query("code");
        Map<String, String> redemption = Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "demo-native",
                "code",
                code,
                "redirect_uri",
                redirect,
                "code_verifier",
                Browser.VERIFIER);
        String access = Gateway.accessToken(browser.token(redemption));
        for (String path : List.of("/credentials/proof", "/credentials/password")) {
            assertThat(browser.postJson(path, Map.of("password", PHRASE), access)
                            .status())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(browser.graphql(change("of-the-app@aula.test"), access)
                        .json()
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("REAUTHENTICATION_REQUIRED");
        assertThat(passwords.matches(person.id(), PHRASE)).isTrue();
    }

    @Test
    void noOtherProgramSeesOrEndsSignInsOrPermissionsWhateverItMayChangeInAProfile() throws Exception {
        person("app-owner@aula.test");
        Browser browser = RunningIdentity.browser();
        browser.signIn("app-owner@aula.test", PHRASE);
        String redirect = "http://127.0.0.1:49152/callback";
        String code = browser.get(Browser.authorize("demo-native", redirect, "profile:write"))
                .query("code");
        String access = Gateway.accessToken(browser.token(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "demo-native",
                "code",
                code,
                "redirect_uri",
                redirect,
                "code_verifier",
                Browser.VERIFIER)));
        for (String question : List.of(
                "{ viewer { sessions { id } } }",
                "{ viewer { grants { id } } }",
                "{ viewer { activity(first: 1) { nodes { id } } } }",
                "mutation { endSession(allOthers: true) { userErrors { code } } }",
                "mutation { revokeGrant(grantId: \"demo-native\") { userErrors { code } } }",
                "mutation { cancelEmailChange { userErrors { code } } }",
                "mutation { becomeInstructor { userErrors { code } } }")) {
            assertThat(browser.graphql(question, access)
                            .json()
                            .at("/errors/0/extensions/code")
                            .asString())
                    .as(question)
                    .isEqualTo("FORBIDDEN");
        }
        String profile =
                "mutation { updateProfile(input: { headline: \"By a program\" }) { user { headline } userErrors { code } } }";
        assertThat(browser.graphql(profile, access)
                        .json()
                        .at("/data/updateProfile/user/headline")
                        .asString())
                .isEqualTo("By a program");
    }

    @Test
    void aNewPasswordTakesBackWhatAThiefAskedForAndWasNotWrittenYet() throws Exception {
        Account person = person("waiting@aula.test");
        Device device = new Device("waiting@aula.test", FIREFOX);
        device.ask(change("of-the-thief@aula.test"));
        String token = emailToken("of-the-thief@aula.test");
        sql.update(
                "insert into letter (id, kind, user_id, address, words, created_at, next_at) values ('ltr_waits', 'EMAIL_CONFIRM', ?, 'of-the-thief@aula.test', '{}', now(), now() + interval '1 hour')",
                person.id().text());
        assertThat(device.choose("an altogether new phrase").status()).isEqualTo(200);
        assertThat(RunningIdentity.browser().get("/auth/email?token=" + token).body())
                .doesNotContain("name=\"token\"");
        assertThat(sql.queryForObject("select done_at is not null from letter where id = 'ltr_waits'", Boolean.class))
                .isTrue();
        assertThat(sql.queryForObject(
                        "select count(*) from email_change where user_id = ?",
                        Integer.class,
                        person.id().text()))
                .isZero();
    }

    private Account person(String email) {
        Account account = accounts.register(NewAccount.learner("Somebody", email, "es"));
        passwords.set(account.id(), hashes.hash(PHRASE));
        return account;
    }

    /** As if the password had been typed ten minutes ago. */
    private void longAgo(Account person) {
        sql.update(
                "update token_family set proved_at = now() - interval '10 minutes' where user_id = ?",
                person.id().text());
    }

    private static String backToken(String address) throws Exception {
        Matcher link = Pattern.compile("/auth/email-back\\?token=([\\w-]+)")
                .matcher(RunningIdentity.text(
                        RunningIdentity.awaitMail(address, "El correo de tu cuenta de Aula ha cambiado")));
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static String emailToken(String address) throws Exception {
        Matcher link = EMAIL_TOKEN.matcher(
                RunningIdentity.text(RunningIdentity.awaitMail(address, "Confirma tu correo nuevo en Aula")));
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static String change(String email) {
        return "mutation { changeEmail(email: \"" + email
                + "\") { viewer { user { id } } userErrors { code message } } }";
    }

    private static String end(String session) {
        return "mutation { endSession(sessionId: \"" + session
                + "\") { viewer { sessions { id } } userErrors { code } } }";
    }
}
