package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import io.aula.identity.authserver.key.SigningKeyRotation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** The whole service over HTTP, on a real PostgreSQL and with a real mail server. */
@RunningIdentity.Test
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInJourneyTest {
    private static final String ISSUER = RunningIdentity.ISSUER;
    private static final String SPA_REDIRECT = Gateway.REDIRECT;
    private static final String APP_REDIRECT = "http://127.0.0.1:49152/callback";
    private static final String PASSWORD = RunningIdentity.PASSWORD;
    private static final Pattern LINK = Pattern.compile("/auth/confirm\\?token=([\\w-]+)");

    @Autowired
    SigningKeyRotation keys;

    private Browser browser;
    private Gateway gateway;

    @BeforeAll
    void trustOurOwnKeys() {
        assertThat(keys.publishedKeyIds()).isNotEmpty();
    }

    @BeforeEach
    void openBrowser() {
        browser = RunningIdentity.browser();
        gateway = new Gateway(browser);
    }

    @Test
    void discoveryNamesThePublicAddressAndTheIssuerParameter() throws Exception {
        var metadata = browser.get("/.well-known/openid-configuration").json();
        assertThat(metadata.get("issuer").asString()).isEqualTo(ISSUER);
        assertThat(metadata.get("authorization_endpoint").asString()).isEqualTo(ISSUER + "/oauth2/authorize");
        assertThat(metadata.get("authorization_response_iss_parameter_supported")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aCodeWithPkceBecomesATokenThatSaysWhoAndWhat() throws Exception {
        var claims = Browser.claims(
                gateway.tokens("learner@aula.test").json().get("access_token").asString());
        assertThat(claims.get("sub").asString()).isEqualTo("usr_01DEMOLEARNER000000000001");
        assertThat(claims.get("iss").asString()).isEqualTo(ISSUER);
        assertThat(claims.get("aud").toString()).contains("aula-graph");
        assertThat(claims.get("roles").toString()).isEqualTo("[\"LEARNER\"]");
        assertThat(claims.get("scope").toString()).contains("profile:write").doesNotContain("\"admin\"");
    }

    @Test
    void theAnswerOfTheAuthorizationEndpointNamesItsIssuer() throws Exception {
        browser.signIn("learner@aula.test", PASSWORD);
        Answer answer = browser.get(Browser.authorize("aula-spa", SPA_REDIRECT, "openid"));
        assertThat(answer.query("iss")).isEqualTo(ISSUER);
    }

    @Test
    void aRequestWithoutPkceIsRefusedOfEveryClient() throws Exception {
        browser.signIn("learner@aula.test", PASSWORD);
        for (String client : new String[] {"aula-spa", "demo-native", "demo-integrator"}) {
            String redirect = client.equals("aula-spa") ? SPA_REDIRECT : APP_REDIRECT;
            Answer answer = browser.get(Browser.authorizeWithoutPkce(client, redirect, "openid"));
            assertThat(answer.query("error")).as(client).isEqualTo("invalid_request");
            assertThat(answer.query("code")).as(client).isEmpty();
        }
    }

    @Test
    void aCodeIsWorthNothingWithoutItsVerifierAndOnlyOnce() throws Exception {
        String code = gateway.code("learner@aula.test");
        assertThat(gateway.ask(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", SPA_REDIRECT))
                        .status())
                .isEqualTo(400);
        String other = gateway.code("learner@aula.test");
        assertThat(gateway.exchange(other).status()).isEqualTo(200);
        assertThat(gateway.exchange(other).status()).isEqualTo(400);
    }

    @Test
    void anAddressThatIsNotRegisteredToTheLetterGetsNoRedirect() throws Exception {
        browser.signIn("learner@aula.test", PASSWORD);
        for (String wrong : new String[] {
            SPA_REDIRECT + "/",
            SPA_REDIRECT + "?x=1",
            "http://localhost:8080@evil.test/session/callback",
            "http://localhost.evil.test:8080/session/callback"
        }) {
            Answer answer = browser.get(Browser.authorize("aula-spa", wrong, "openid"));
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.location()).as(wrong).isEmpty();
        }
    }

    @Test
    void aClientOnItsOwnActsAsItsOwner() throws Exception {
        Answer answer = browser.tokenAs(
                "demo-integrator",
                "demo-secret",
                Map.of("grant_type", "client_credentials", "scope", "community:read admin"));
        var claims = Browser.claims(answer.json().get("access_token").asString());
        assertThat(claims.get("sub").asString()).isEqualTo("usr_01DEMOINSTRUCTOR0000000001");
        assertThat(claims.get("scope").toString()).isEqualTo("[\"community:read\"]");
        assertThat(answer.json().get("scope").asString()).isEqualTo("community:read");
    }

    @Test
    void aSpentRefreshTokenEndsItsFamilyOnceItsSuccessorWasUsed() throws Exception {
        String first = Gateway.refreshToken(gateway.tokens("learner2@aula.test"));
        String second = Gateway.refreshToken(gateway.refresh(first));
        String third = Gateway.refreshToken(gateway.refresh(second));
        assertThat(gateway.refresh(first).status()).isEqualTo(400);
        assertThat(gateway.refresh(third).status()).isEqualTo(400);
    }

    @Test
    void aLostAnswerCanBeAskedForAgainUntilTheSuccessorIsUsed() throws Exception {
        String first = Gateway.refreshToken(gateway.tokens("learner3@aula.test"));
        gateway.refresh(first);
        String again = Gateway.refreshToken(gateway.refresh(first));
        assertThat(gateway.refresh(again).status()).isEqualTo(200);
        assertThat(gateway.refresh(first).status()).isEqualTo(400);
    }

    @Test
    void ofTwoSuccessorsOnlyTheFirstUsedLives() throws Exception {
        String first = Gateway.refreshToken(gateway.tokens("learner4@aula.test"));
        Callable<Answer> rotate = () -> gateway.refresh(first);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = pool.invokeAll(List.of(rotate, rotate));
            String one = Gateway.refreshToken(answers.getFirst().get());
            String other = Gateway.refreshToken(answers.getLast().get());
            String successor = Gateway.refreshToken(gateway.refresh(one));
            assertThat(gateway.refresh(other).status()).isEqualTo(400);
            assertThat(gateway.refresh(successor).status())
                    .as("the first used lives on")
                    .isEqualTo(200);
        }
    }

    @Test
    void aStrangerBecomesAPersonByMailAndIsSentBackToWhereTheyWereGoing() throws Exception {
        browser.get(Browser.authorize("aula-spa", SPA_REDIRECT, "openid") + "&prompt=create");
        Answer asked = signUp("new@aula.test");
        String token = token(lastMailTo("new@aula.test"));
        browser.submit("/auth/confirm?token=" + token, "/auth/confirm", Map.of("token", token));
        Answer signedIn = browser.signIn("new@aula.test", "a long enough phrase");
        assertThat(asked.location()).endsWith("/auth/check-mail");
        assertThat(signedIn.location()).startsWith("/oauth2/authorize?");
        assertThat(browser.get(signedIn.location()).query("code")).isNotEmpty();
        assertThat(browser.get("/auth/confirm?token=" + token).body()).doesNotContain("name=\"token\"");
    }

    @Test
    void aKnownAddressGetsTheSameAnswerAndItsOwnerAMail() throws Exception {
        Answer answer = signUp("admin@aula.test");
        assertThat(answer.location()).endsWith("/auth/check-mail");
        assertThat(lastMailTo("admin@aula.test")).doesNotContain("/auth/confirm");
    }

    @Test
    void guessingIsSlowedWithoutLockingTheOwnersBrowserOut() throws Exception {
        browser.signIn("learner5@aula.test", PASSWORD);
        Browser stranger = RunningIdentity.browser();
        for (int i = 0; i < 5; i++) {
            stranger.signIn("learner5@aula.test", "guess " + i);
        }
        assertThat(stranger.signIn("learner5@aula.test", PASSWORD).location()).contains("throttled=");
        assertThat(browser.signIn("learner5@aula.test", PASSWORD).location()).doesNotContain("throttled=");
    }

    @Test
    void aNewRoleIsInTheNextToken() throws Exception {
        Answer tokens = gateway.tokens("learner6@aula.test");
        String access = tokens.json().get("access_token").asString();
        assertThat(Browser.claims(access).get("scope").toString())
                .as("a learner may have a photo")
                .contains("media:upload")
                .doesNotContain("courses:write");
        Answer changed =
                browser.graphql("mutation { becomeInstructor { user { isInstructor } userErrors { code } } }", access);
        assertThat(changed.body()).contains("\"isInstructor\":true");
        var claims = Browser.claims(gateway.refresh(Gateway.refreshToken(tokens))
                .json()
                .get("access_token")
                .asString());
        assertThat(claims.get("roles").toString()).contains("INSTRUCTOR");
        assertThat(claims.get("scope").toString()).contains("courses:write");
    }

    @Test
    void entitiesComeInTheOrderAskedAndAMissingOneIsNull() throws Exception {
        Answer answer = browser.graphql(
                "{ _entities(representations: [{__typename: \"User\", id: \"usr_01DEMOLEARNER000000000001\"},"
                        + " {__typename: \"User\", id: \"usr_nobody\"}, {__typename: \"User\", handle: \"lucia\"}])"
                        + " { ... on User { handle } } }",
                "");
        assertThat(answer.json().get("data").get("_entities").toString())
                .isEqualTo("[{\"handle\":\"ana\"},null,{\"handle\":\"lucia\"}]");
    }

    @Test
    void theNewestReadyKeySignsWhileTheOldOneStillVerifies() throws Exception {
        String old =
                gateway.tokens("learner7@aula.test").json().get("access_token").asString();
        String newest = keys.rotateNow();
        String fresh =
                gateway.tokens("learner7@aula.test").json().get("access_token").asString();
        assertThat(Browser.header(fresh).get("kid").asString()).isEqualTo(newest);
        assertThat(browser.get("/oauth2/jwks").body())
                .contains(newest)
                .contains(Browser.header(old).get("kid").asString())
                .doesNotContain("\"d\":");
    }

    private Answer signUp(String email) throws Exception {
        return browser.submit(
                "/auth/sign-up",
                "/auth/sign-up",
                Map.of("displayName", "Somebody New", "email", email, "password", "a long enough phrase"));
    }

    private static String lastMailTo(String address) {
        return RunningIdentity.mailsTo(address).getLast();
    }

    private static String token(String mail) {
        Matcher link = LINK.matcher(mail);
        assertThat(link.find()).as(mail).isTrue();
        return link.group(1);
    }
}
