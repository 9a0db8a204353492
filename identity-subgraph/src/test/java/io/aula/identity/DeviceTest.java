package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Signing in on a device without a browser (RFC 8628), from its screen to its tokens. */
@RunningIdentity.Test
class DeviceTest {
    private static final String SCOPES = "community:read progress:write";
    private static final String PERSON = "learner4@aula.test";

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcTemplate sql;

    private Browser browser;
    private Browser device;

    @BeforeEach
    void open() {
        browser = RunningIdentity.browser();
        device = RunningIdentity.browser();
        sql.execute("delete from login_throttle");
    }

    @AfterEach
    void presentTime() {
        clock.reset();
    }

    @Test
    void aDeviceGetsWhatItsPersonTickedAndStaysSignedIn() throws Exception {
        JsonNode shown = begin();
        assertThat(shown.get("verification_uri").asString()).isEqualTo(RunningIdentity.ISSUER + "/auth/device");
        assertThat(shown.get("verification_uri_complete").asString())
                .isEqualTo(RunningIdentity.ISSUER + "/auth/device?user_code=" + userCode(shown));
        assertThat(shown.get("interval").asInt()).isEqualTo(5);
        assertThat(shown.get("expires_in").asInt()).isBetween(800, 900);
        assertThat(error(poll(shown))).isEqualTo("authorization_pending");

        browser.signIn(PERSON, RunningIdentity.PASSWORD);
        String typed = " " + userCode(shown).replace("-", "").toLowerCase(java.util.Locale.ROOT);
        assertThat(enter(typed).location()).isEqualTo("/auth/device/consent");
        String page = browser.get("/auth/device/consent").body();
        assertThat(page).contains(userCode(shown), "Demo app", "progress:write", "community:read");
        assertThat(decide(Map.of("scope", "community:read")).location()).isEqualTo("/auth/device/done?allowed");

        Answer tokens = poll(shown);
        assertThat(Browser.claims(Gateway.accessToken(tokens)).get("sub").asString())
                .isEqualTo("usr_01DEMOLEARNER000000000004");
        assertThat(tokens.json().get("scope").asString()).isEqualTo("community:read");
        Answer renewed = device.token(Map.of(
                "grant_type", "refresh_token",
                "client_id", "demo-native",
                "refresh_token", Gateway.refreshToken(tokens)));
        assertThat(renewed.json().get("scope").asString()).isEqualTo("community:read");
        String last = Gateway.refreshToken(renewed);
        assertThat(device.post("/oauth2/revoke", Map.of("client_id", "demo-native", "token", last))
                        .status())
                .isEqualTo(200);
        assertThat(error(device.token(
                        Map.of("grant_type", "refresh_token", "client_id", "demo-native", "refresh_token", last))))
                .isEqualTo("invalid_grant");
    }

    @Test
    void whatADeviceWasAllowedIsListedInWordsAndCanBeTakenBack() throws Exception {
        JsonNode shown = begin();
        allow(shown);
        String refresh = Gateway.refreshToken(poll(shown));
        Gateway pages = new Gateway(browser);
        String own = Gateway.accessToken(pages.exchange(pages.code()));
        String query = "{ viewer { grants { id name scopes { name description } } } }";
        JsonNode grant = grant(browser.graphql(query, own));
        assertThat(grant.get("name").asString()).isEqualTo("Demo app");
        assertThat(grant.get("scopes").toString())
                .contains("\"Read what you follow and voted for\"")
                .doesNotContain("openid");
        String revoke = "mutation { revokeGrant(grantId: \"demo-native\") { userErrors { code } } }";
        assertThat(browser.graphql(revoke, own)
                        .json()
                        .at("/data/revokeGrant/userErrors")
                        .size())
                .isZero();
        assertThat(grant(browser.graphql(query, own)).isMissingNode()).isTrue();
        assertThat(error(device.token(
                        Map.of("grant_type", "refresh_token", "client_id", "demo-native", "refresh_token", refresh))))
                .isEqualTo("invalid_grant");
        assertThat(browser.graphql(revoke, own)
                        .json()
                        .at("/data/revokeGrant/userErrors/0/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
    }

    private static JsonNode grant(Answer answer) {
        return answer.json()
                .at("/data/viewer/grants")
                .valueStream()
                .filter(each -> each.get("id").asString().equals("demo-native"))
                .findFirst()
                .orElseGet(tools.jackson.databind.node.MissingNode::getInstance);
    }

    @Test
    void ofTenPollsAtOnceOneGetsTokensAndBeforeThatOneIsNotTooSoon() throws Exception {
        JsonNode shown = begin();
        assertThat(errors(atOnce(() -> poll(shown))))
                .containsOnlyOnce("authorization_pending")
                .contains("slow_down");
        assertThat(sql.queryForObject(
                        "select poll_interval from oauth2_authorization where user_code_value = ?",
                        Integer.class,
                        userCode(shown)))
                .as("longer from then on")
                .isGreaterThan(5);
        allow(shown);
        List<Answer> answers = atOnce(() -> poll(shown));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        answers.removeIf(answer -> answer.status() == 200);
        assertThat(errors(answers)).containsOnly("invalid_grant");
    }

    @Test
    void aRefusalAndNothingTickedAreBothNo() throws Exception {
        for (Map<String, String> no :
                List.of(Map.of("deny", "1", "scope", "community:read"), Map.<String, String>of())) {
            JsonNode shown = begin();
            browser.signIn(PERSON, RunningIdentity.PASSWORD);
            enter(userCode(shown));
            assertThat(decide(no).location()).isEqualTo("/auth/device/done?refused");
            assertThat(error(poll(shown))).isEqualTo("access_denied");
            assertThat(enter(userCode(shown)).location()).as("decided once").endsWith("&wrong");
        }
    }

    @Test
    void aProgramThatWasAllowedBeforeIsAskedForAgain() throws Exception {
        allow(begin());
        JsonNode second = begin();
        browser.get("/auth/device?user_code=" + userCode(second));
        browser.get("/oauth2/device_verification?user_code=" + userCode(second));
        browser.post("/oauth2/device_verification", Map.of("user_code", userCode(second)));
        assertThat(browser.post("/auth/device", Map.of("user_code", userCode(second)))
                        .location())
                .as("without the page's guard")
                .contains("stale");
        assertThat(error(poll(second))).isEqualTo("authorization_pending");
        enter(userCode(second));
        assertThat(error(browser.post("/auth/device/consent", Map.of("scope", "community:read")), poll(second)))
                .isIn("authorization_pending", "slow_down");
    }

    @Test
    void aLinkTypesTheCodeAndSurvivesTheSignIn() throws Exception {
        JsonNode shown = begin();
        String page = "/auth/device?user_code=" + userCode(shown);
        String login = browser.get(page).location();
        assertThat(login).isEqualTo("/auth/login?to=" + URLEncoder.encode(page, StandardCharsets.UTF_8));
        Answer in = browser.submit(
                login, "/auth/login", Map.of("username", PERSON, "password", RunningIdentity.PASSWORD, "to", page));
        assertThat(in.location()).isEqualTo(page);
        assertThat(browser.get(page).body()).contains("value=\"" + userCode(shown) + "\"");
        assertThat(error(poll(shown))).isEqualTo("authorization_pending");
    }

    @Test
    void aWrongCodeKeepsWhatWasTypedAndGuessingIsSlowed() throws Exception {
        browser.signIn(PERSON, RunningIdentity.PASSWORD);
        assertThat(enter("AEIO-1234").location()).isEqualTo("/auth/device?user_code=AEIO-1234&wrong");
        for (int i = 0; i < 5; i++) {
            assertThat(enter("BBBB-BBB" + "BCDFG".charAt(i)).location()).endsWith("&wrong");
        }
        JsonNode shown = begin();
        Answer slowed = enter(userCode(shown));
        assertThat(slowed.location()).contains("throttled=");
        assertThat(browser.get(slowed.location()).body()).contains(userCode(shown), "role=\"alert\"");
        clock.forward(Duration.ofSeconds(11));
        assertThat(enter(userCode(shown)).location()).isEqualTo("/auth/device/consent");
    }

    @Test
    void aCodeOfOnesOwnMakesNoGuessFree() throws Exception {
        browser.signIn(PERSON, RunningIdentity.PASSWORD);
        for (int i = 0; i < 4; i++) {
            enter("BBBB-BBB" + "BCDF".charAt(i));
        }
        assertThat(enter(userCode(begin())).location()).isEqualTo("/auth/device/consent");
        assertThat(enter("BBBB-BBBG").location()).as("the fifth guess").endsWith("&wrong");
        assertThat(enter("BBBB-BBBH").location()).contains("throttled=");
    }

    @Test
    void anExpiredCodeSaysSoOnThePageAndToTheDevice() throws Exception {
        JsonNode shown = begin();
        browser.signIn(PERSON, RunningIdentity.PASSWORD);
        enter(userCode(shown));
        sql.update(
                "update oauth2_authorization set user_code_issued_at = user_code_issued_at - interval '1 hour',"
                        + " user_code_expires_at = user_code_expires_at - interval '1 hour',"
                        + " device_code_issued_at = device_code_issued_at - interval '1 hour',"
                        + " device_code_expires_at = device_code_expires_at - interval '1 hour' where user_code_value = ?",
                userCode(shown));
        assertThat(browser.get("/auth/device/consent").location()).isEqualTo("/auth/device?expired");
        assertThat(enter(userCode(shown)).location()).endsWith("&expired");
        assertThat(decide(Map.of("scope", "community:read")).location()).isEqualTo("/auth/device?expired");
        assertThat(error(poll(shown))).isEqualTo("expired_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"es", "en"})
    void thePagesSpeakBothLanguages(String language) throws Exception {
        JsonNode shown = begin();
        browser.signIn(PERSON, RunningIdentity.PASSWORD);
        enter(userCode(shown));
        for (String page : List.of(
                "/auth/device?wrong&",
                "/auth/device?expired&",
                "/auth/device?throttled=9&",
                "/auth/device/consent?",
                "/auth/device/done?allowed&",
                "/auth/device/done?refused&")) {
            Answer answer = browser.get(page + "lang=" + language);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("<html lang=\"" + language + "\"")
                    .doesNotContain("??");
            assertThat(answer.raw()
                            .headers()
                            .firstValue("content-security-policy")
                            .orElse(""))
                    .contains("frame-ancestors 'none'");
        }
        assertThat(browser.get("/auth/device/consent").body())
                .contains(language.equals("es") ? "Guardar lo que has visto" : "Keep what you watched");
    }

    @Test
    void aProgramThatMayNotIsToldSoInJson() throws Exception {
        assertThat(error(device.post("/oauth2/device_authorization", Map.of("client_id", "demo-native"))))
                .isEqualTo("invalid_scope");
        assertThat(error(device.post(
                        "/oauth2/device_authorization", Map.of("client_id", "demo-native", "scope", "no:scope"))))
                .isEqualTo("invalid_scope");
        assertThat(error(device.postAs(
                        "/oauth2/device_authorization", "demo-integrator", "demo-secret", Map.of("scope", SCOPES))))
                .isEqualTo("unauthorized_client");
        for (String client : List.of("nobody", "demo-integrator", "aula-spa")) {
            Answer answer = device.post("/oauth2/device_authorization", Map.of("client_id", client, "scope", SCOPES));
            assertThat(answer.status()).as(answer.body()).isEqualTo(401);
            assertThat(answer.json().get("error").asString()).isEqualTo("invalid_client");
        }
        assertThat(error(poll("no-such-code"))).isEqualTo("invalid_grant");
    }

    @Test
    void aNetworkThatAsksForCodesWithoutEndIsSlowed() throws Exception {
        begin();
        sql.execute("update login_throttle set failures = 130");
        begin();
        Answer slowed =
                device.post("/oauth2/device_authorization", Map.of("client_id", "demo-native", "scope", SCOPES));
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.json().get("error").asString()).isEqualTo("slow_down");
        assertThat(slowed.raw().headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void discoveryNamesTheEndpointAndTheGrant() throws Exception {
        for (String document :
                List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")) {
            JsonNode metadata = device.get(document).json();
            assertThat(metadata.get("device_authorization_endpoint").asString())
                    .isEqualTo(RunningIdentity.ISSUER + "/oauth2/device_authorization");
            assertThat(metadata.get("grant_types_supported").toString())
                    .contains("urn:ietf:params:oauth:grant-type:device_code");
        }
    }

    private JsonNode begin() throws Exception {
        Answer answer =
                device.post("/oauth2/device_authorization", Map.of("client_id", "demo-native", "scope", SCOPES));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.raw().headers().firstValue("cache-control")).contains("no-store");
        return answer.json();
    }

    private static String userCode(JsonNode shown) {
        return shown.get("user_code").asString();
    }

    private Answer poll(JsonNode shown) throws Exception {
        return poll(shown.get("device_code").asString());
    }

    private Answer poll(String code) throws Exception {
        return device.token(Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                "client_id", "demo-native",
                "device_code", code));
    }

    private Answer enter(String typed) throws Exception {
        return browser.submit("/auth/device", "/auth/device", Map.of("user_code", typed));
    }

    private Answer decide(Map<String, String> form) throws Exception {
        return browser.submit("/auth/device", "/auth/device/consent", form);
    }

    private void allow(JsonNode shown) throws Exception {
        browser.signIn(PERSON, RunningIdentity.PASSWORD);
        enter(userCode(shown));
        assertThat(decide(Map.of("scope", "community:read")).location()).isEqualTo("/auth/device/done?allowed");
    }

    private static String error(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return answer.json().get("error").asString();
    }

    /** The second one's, once the first was sent. */
    private static String error(Answer before, Answer answer) {
        assertThat(before.status()).isEqualTo(302);
        return error(answer);
    }

    private static List<String> errors(List<Answer> answers) {
        return answers.stream().map(DeviceTest::error).toList();
    }

    private static List<Answer> atOnce(Callable<Answer> call) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = new ArrayList<>();
            for (var answer : pool.invokeAll(Collections.nCopies(10, call))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
