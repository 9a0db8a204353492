package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs are told by the authorization server, and what it refuses them. */
@RunningIdentity.Test
class ProtocolTest {
    private static final String LOOPBACK = "http://127.0.0.1:49152/callback";

    private Browser browser;
    private Gateway gateway;

    @BeforeEach
    void open() {
        browser = RunningIdentity.browser();
        gateway = new Gateway(browser);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/revoke", "/oauth2/introspect", "/oauth2/device_authorization"})
    void aProgramWithoutProofOfItsClientReads401AndJson(String endpoint) throws Exception {
        for (Map<String, String> form : List.of(Map.<String, String>of(), Map.of("grant_type", "refresh_token"))) {
            Answer answer = browser.post(endpoint, form);
            assertThat(answer.status()).as(answer.body()).isEqualTo(401);
            assertThat(answer.location()).isEmpty();
            assertThat(answer.json().get("error").asString()).isEqualTo("invalid_client");
            assertThat(answer.raw().headers().firstValue("www-authenticate")).isPresent();
        }
        Answer wrong = browser.postAs(endpoint, "aula-spa", "no secret", Map.of("token", "x"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().get("error").asString()).isEqualTo("invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/revoke", "/oauth2/introspect", "/oauth2/device_authorization"})
    void aProgramThatUsesTheWrongMethodReads400AndJson(String endpoint) throws Exception {
        Answer answer = browser.get(endpoint);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asString()).isEqualTo("invalid_request");
    }

    @Test
    void userinfoTellsAProgramWithoutAGoodToken401AndJson() throws Exception {
        Answer none = browser.get("/userinfo");
        Answer bad = browser.post("/userinfo", Map.of(), "authorization", "Bearer nonsense");
        for (Answer answer : List.of(none, bad)) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.location()).isEmpty();
            assertThat(answer.json().get("error").asString()).isEqualTo("invalid_token");
            assertThat(answer.raw().headers().firstValue("www-authenticate").orElse(""))
                    .startsWith("Bearer");
        }
    }

    @Test
    void userinfoNamesThePersonOfAGoodToken() throws Exception {
        String access = Gateway.accessToken(gateway.tokens("learner@aula.test"));
        Answer answer = browser.post("/userinfo", Map.of(), "authorization", "Bearer " + access);
        assertThat(answer.json().get("sub").asString()).isEqualTo("usr_01DEMOLEARNER000000000001");
    }

    @Test
    void aMissingOrUnknownGrantIsRefusedIn400AndJson() throws Exception {
        for (Map<String, String> form :
                List.of(Map.<String, String>of(), Map.of("grant_type", "password"), Map.of("grant_type", ""))) {
            Answer answer = gateway.ask(form);
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().has("error")).isTrue();
        }
    }

    @Test
    void oneClientsHeaderWithAnothersIdIsRefused() throws Exception {
        Map<String, String> form = new HashMap<>(Map.of("grant_type", "client_credentials"));
        form.put("client_id", "aula-spa");
        Answer answer = browser.tokenAs("demo-integrator", "demo-secret", form);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("error").asString()).isEqualTo("invalid_client");
        form.put("client_id", "demo-integrator");
        assertThat(browser.tokenAs("demo-integrator", "demo-secret", form).status())
                .isEqualTo(200);
        form.put("client_secret", "demo-secret");
        assertThat(browser.tokenAs("demo-integrator", "demo-secret", form).status())
                .isEqualTo(400);
    }

    @Test
    void aVerifierOutsideOf43To128UnreservedCharactersIsRefused() throws Exception {
        for (String verifier : List.of("a".repeat(42), "a".repeat(129), "a".repeat(42) + "/", "ä".repeat(50))) {
            String code = codeFor(verifier);
            assertThat(exchange(code, verifier).status()).as(verifier).isEqualTo(400);
        }
        for (String verifier : List.of("a".repeat(43), "a-._~Z9".repeat(18) + "ab")) {
            assertThat(exchange(codeFor(verifier), verifier).status())
                    .as(verifier)
                    .isEqualTo(200);
        }
    }

    @Test
    void aChallengeOutsideOf43To128UnreservedCharactersIsRefusedAtOnce() throws Exception {
        browser.signIn("learner@aula.test", RunningIdentity.PASSWORD);
        for (String challenge : List.of("a".repeat(42), "a".repeat(129), "a".repeat(4_000), "a".repeat(42) + "%2F")) {
            Answer answer = browser.get(Browser.authorizeWithoutPkce("aula-spa", Gateway.REDIRECT, "openid")
                    + "&code_challenge_method=S256&code_challenge=" + challenge);
            assertThat(answer.location()).as(challenge).startsWith(Gateway.REDIRECT);
            assertThat(answer.query("error")).isEqualTo("invalid_request");
            assertThat(answer.query("state")).isEqualTo("s1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1/callback", "http://127.0.0.1:1/callback", "http://127.0.0.1:65535/callback"})
    void aLoopbackAddressMayHaveAnyPort(String redirect) throws Exception {
        browser.signIn("learner@aula.test", RunningIdentity.PASSWORD);
        Answer answer = browser.get(Browser.authorize("demo-native", redirect, "openid"));
        assertThat(answer.location()).startsWith(redirect + "?code=");
        assertThat(answer.query("iss")).isEqualTo(RunningIdentity.ISSUER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1//callback",
                "http://127.0.0.1:49152//callback",
                "hTTp://127.0.0.1:49152/callback",
                "http://127.0.0.1:49152/callback?",
                "http://127.0.0.1:49152/callback#",
                "http://127.0.0.1:49152/callback/",
                "http://127.0.0.1:49152/Callback",
                "http://127.0.0.1:49152/./callback",
                "http://127.0.0.1:49152/%63allback",
                "http://127.0.0.1:0/callback",
                "http://127.0.0.1:65536/callback",
                "http://127.0.0.1:080/callback",
                "http://127.0.0.1:/callback",
                "http://127.0.0.1:-1/callback",
                "http://127.0.0.2:49152/callback",
                "http://localhost:49152/callback",
                "http://user@127.0.0.1:49152/callback",
                " http://127.0.0.1:49152/callback",
                "https://127.0.0.1:49152/callback"
            })
    void anAddressThatDiffersInAnythingElseIsRefusedOnAPage(String redirect) throws Exception {
        browser.signIn("learner@aula.test", RunningIdentity.PASSWORD);
        Answer answer = browser.get(Browser.authorize("demo-native", redirect, "openid"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.location()).isEmpty();
    }

    @Test
    void everyAnswerOfTheAuthorizationEndpointNamesTheIssuer() throws Exception {
        Answer silent = browser.get(Browser.authorize("demo-native", LOOPBACK, "openid") + "&prompt=none");
        assertThat(silent.query("error")).isEqualTo("login_required");
        browser.signIn("learner@aula.test", RunningIdentity.PASSWORD);
        Answer granted = browser.get(Browser.authorize("demo-native", LOOPBACK, "openid"));
        Answer noPkce = browser.get(Browser.authorizeWithoutPkce("demo-native", LOOPBACK, "openid"));
        Answer badScope = browser.get(Browser.authorize("demo-native", LOOPBACK, "openid nonsense"));
        for (Answer answer : List.of(silent, granted, noPkce, badScope)) {
            assertThat(answer.query("iss")).as(answer.location()).isEqualTo(RunningIdentity.ISSUER);
            assertThat(answer.query("state")).as(answer.location()).isEqualTo("s1");
        }
        Answer consent = browser.get(Browser.authorize("demo-integrator", LOOPBACK, "community:read"));
        assertThat(consent.location()).startsWith("/auth/consent?");
        String state = consent.query("state");
        Answer denied = browser.post("/oauth2/authorize", Map.of("client_id", "demo-integrator", "state", state));
        assertThat(denied.query("error")).isEqualTo("access_denied");
        assertThat(denied.query("iss")).isEqualTo(RunningIdentity.ISSUER);
    }

    @Test
    void aNoToMoreScopesIsANoWhateverWasAllowedBefore() throws Exception {
        browser.signIn("learner2@aula.test", RunningIdentity.PASSWORD);
        String first = consent("community:read").query("state");
        assertThat(decide(first, Map.of("scope", "community:read")).query("code"))
                .isNotEmpty();
        String more = consent("community:read community:write").query("state");
        Answer denied = decide(more, Map.of("deny", "1"));
        assertThat(denied.query("error")).isEqualTo("access_denied");
        assertThat(denied.query("state")).isEqualTo("s1");
        assertThat(denied.query("iss")).isEqualTo(RunningIdentity.ISSUER);
        // The question is answered for good: going back and ticking the box decides nothing.
        assertThat(decide(more, Map.of("scope", "community:write")).status()).isEqualTo(400);
        assertThat(browser.get(Browser.authorize("demo-integrator", LOOPBACK, "community:read"))
                        .query("code"))
                .isNotEmpty();
    }

    @Test
    void noPersonSaysNoForAnother() throws Exception {
        browser.signIn("learner2@aula.test", RunningIdentity.PASSWORD);
        String state = consent("community:write").query("state");
        Browser other = RunningIdentity.browser();
        other.signIn("learner3@aula.test", RunningIdentity.PASSWORD);
        assertThat(other.post("/oauth2/authorize", Map.of("client_id", "demo-integrator", "state", state, "deny", "1"))
                        .status())
                .isEqualTo(400);
        assertThat(decide(state, Map.of("scope", "community:write")).query("code"))
                .isNotEmpty();
    }

    private Answer consent(String scopes) throws Exception {
        Answer consent = browser.get(Browser.authorize("demo-integrator", LOOPBACK, scopes));
        assertThat(consent.location()).startsWith("/auth/consent?");
        return consent;
    }

    private Answer decide(String state, Map<String, String> fields) throws Exception {
        Map<String, String> form = new HashMap<>(fields);
        form.put("client_id", "demo-integrator");
        form.put("state", state);
        return browser.post("/oauth2/authorize", form);
    }

    @Test
    void discoveryAdvertisesOnlyWhatIsThere() throws Exception {
        for (String document :
                List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")) {
            var metadata = browser.get(document).json();
            assertThat(metadata.has("tls_client_certificate_bound_access_tokens"))
                    .isFalse();
            assertThat(metadata.has("dpop_signing_alg_values_supported")).isFalse();
            assertThat(metadata.has("registration_endpoint")).isFalse();
            assertThat(metadata.get("grant_types_supported").toString())
                    .doesNotContain("token-exchange")
                    .contains("authorization_code", "refresh_token", "client_credentials");
            assertThat(metadata.get("token_endpoint_auth_methods_supported").toString())
                    .isEqualTo("[\"client_secret_basic\",\"client_secret_post\",\"none\"]");
        }
    }

    @Test
    void revokingTheGatewaysTokenEndsItsFamilyAndTheBrowsersSession() throws Exception {
        String first = Gateway.refreshToken(gateway.tokens("learner3@aula.test"));
        String second = Gateway.refreshToken(gateway.refresh(first));
        assertThat(gateway.revoke(second).status()).isEqualTo(200);
        assertThat(gateway.refresh(second).status()).isEqualTo(400);
        assertThat(browser.get(Browser.authorize("aula-spa", Gateway.REDIRECT, "openid"))
                        .location())
                .contains("/auth/login");
    }

    @Test
    void signingOutOnThePageEndsWhatTheGatewayWasGiven() throws Exception {
        String refresh = Gateway.refreshToken(gateway.tokens("learner3@aula.test"));
        browser.submit("/auth/logout", "/auth/logout", Map.of());
        assertThat(gateway.refresh(refresh).status()).isEqualTo(400);
    }

    @Test
    void theEndSessionEndpointEndsBothToo() throws Exception {
        Answer tokens = gateway.tokens("learner3@aula.test");
        String idToken = tokens.json().get("id_token").asString();
        Answer left = browser.get("/auth/logout?id_token_hint=" + idToken + "&post_logout_redirect_uri="
                + java.net.URLEncoder.encode(RunningIdentity.ISSUER + "/", java.nio.charset.StandardCharsets.UTF_8));
        assertThat(left.location()).isEqualTo(RunningIdentity.ISSUER + "/");
        assertThat(gateway.refresh(Gateway.refreshToken(tokens)).status()).isEqualTo(400);
        assertThat(gateway.code()).isEmpty();
    }

    @Test
    void revokingAnotherProgramsTokenSignsNobodyOut() throws Exception {
        browser.signIn("learner3@aula.test", RunningIdentity.PASSWORD);
        String state = browser.get(Browser.authorize("demo-integrator", LOOPBACK, "openid community:read"))
                .query("state");
        Answer granted = browser.post(
                "/oauth2/authorize", Map.of("client_id", "demo-integrator", "state", state, "scope", "community:read"));
        Answer tokens = browser.tokenAs(
                "demo-integrator",
                "demo-secret",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        granted.query("code"),
                        "redirect_uri",
                        LOOPBACK,
                        "code_verifier",
                        Browser.VERIFIER));
        browser.postAs(
                "/oauth2/revoke", "demo-integrator", "demo-secret", Map.of("token", Gateway.refreshToken(tokens)));
        assertThat(gateway.code()).isNotEmpty();
    }

    private String codeFor(String verifier) throws Exception {
        browser.signIn("learner@aula.test", RunningIdentity.PASSWORD);
        return browser.get(Browser.authorizeFor("aula-spa", Gateway.REDIRECT, "openid", verifier))
                .query("code");
    }

    private Answer exchange(String code, String verifier) throws Exception {
        return gateway.ask(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                Gateway.REDIRECT,
                "code_verifier",
                verifier));
    }
}
