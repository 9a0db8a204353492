package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import io.aula.identity.authserver.ClientSecretHashes;
import io.aula.identity.integrator.ClientKind;
import io.aula.identity.integrator.OAuthClient;
import io.aula.identity.integrator.OAuthClientService;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** Codes that are worth tokens once. */
@RunningIdentity.Test
class OneTimeCodeTest {
    /** 100 rounds are what the promise names, and {@code bin/test rounds} runs; 20 take a few seconds. */
    private static final int ROUNDS = Integer.getInteger("aula.rounds", 20);

    private static final int AT_ONCE = 10;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    OAuth2AuthorizationService authorizations;

    @Autowired
    RegisteredClientRepository registered;

    @Autowired
    OAuthClientService clients;

    private Browser browser;
    private Gateway gateway;

    @BeforeEach
    void open() {
        browser = RunningIdentity.browser();
        gateway = new Gateway(browser);
    }

    @AfterEach
    void presentTime() {
        clock.reset();
    }

    @Test
    void exactlyOneOfTenParallelRedemptionsOfACodeGetsTokens() throws Exception {
        browser.signIn("learner@aula.test", RunningIdentity.PASSWORD);
        for (int round = 0; round < ROUNDS; round++) {
            long tokensBefore = count("refresh_token");
            String code = gateway.code();
            List<Answer> answers = atOnce(() -> gateway.exchange(code));
            assertOneWinner(answers, "round " + round);
            assertThat(count("refresh_token") - tokensBefore).isOne();
        }
    }

    @Test
    void theWinnersTokensOutliveTheLosersTries() throws Exception {
        String code = gateway.code("learner@aula.test");
        Answer winner = atOnce(() -> gateway.exchange(code)).stream()
                .filter(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow();
        assertThat(gateway.refresh(Gateway.refreshToken(winner)).status()).isEqualTo(200);
    }

    @Test
    void aCodeThatComesBackLongAfterItsRedemptionEndsItsTokens() throws Exception {
        String code = gateway.code("learner@aula.test");
        String refresh = Gateway.refreshToken(gateway.exchange(code));
        clock.forward(Duration.ofSeconds(61));
        assertThat(error(gateway.exchange(code))).isEqualTo("invalid_grant");
        assertThat(gateway.refresh(refresh).status()).isEqualTo(400);
    }

    @Test
    void aSignOutInTheMomentOfARedemptionEndsTheTokensToo() throws Exception {
        String code = gateway.code("learner@aula.test");
        String refresh = Gateway.refreshToken(gateway.exchange(code));
        // The sign-out looked for families before the redemption wrote its own.
        assertThat(sql.update(
                        "insert into ended_browser_session (id, ended_at) select browser_session, now()"
                                + " from oauth2_authorization where authorization_code_value = ?",
                        code))
                .isOne();
        assertThat(sql.queryForObject(
                        "select count(*) from token_family where revoked_at is null and authorization_id ="
                                + " (select id from oauth2_authorization where authorization_code_value = ?)",
                        Long.class,
                        code))
                .isOne();
        assertThat(error(gateway.refresh(refresh))).isEqualTo("invalid_grant");
    }

    @Test
    void whoeverCannotShowClientAddressAndVerifierDoesNotUseTheCodeUp() throws Exception {
        String code = gateway.code("learner@aula.test");
        Map<String, String> good = Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                Gateway.REDIRECT,
                "code_verifier",
                Browser.VERIFIER);
        assertThat(error(gateway.ask(with(good, "code_verifier", "x".repeat(43)))))
                .isEqualTo("invalid_grant");
        assertThat(error(gateway.ask(with(good, "redirect_uri", Gateway.REDIRECT + "2"))))
                .isEqualTo("invalid_grant");
        assertThat(error(browser.tokenAs("demo-integrator", "demo-secret", good)))
                .isEqualTo("invalid_grant");
        assertThat(gateway.ask(good).status()).isEqualTo(200);
    }

    @Test
    void ofTwoSuccessorsOfARefreshTokenTheFirstUsedLivesOnAndTheOtherDies() throws Exception {
        String first = Gateway.refreshToken(gateway.tokens("learner2@aula.test"));
        List<Answer> twins = new ArrayList<>(atOnce(() -> gateway.refresh(first)));
        assertThat(twins).allMatch(answer -> answer.status() == 200);
        String used = Gateway.refreshToken(gateway.refresh(Gateway.refreshToken(twins.removeFirst())));
        for (Answer twin : twins) {
            assertThat(error(gateway.refresh(Gateway.refreshToken(twin)))).isEqualTo("invalid_grant");
        }
        assertThat(gateway.refresh(used).status()).isEqualTo(200);
    }

    @Test
    void exactlyOneOfTenParallelPollsOfAnApprovedDeviceCodeGetsTokens() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String code = "device-round-" + round;
            OAuth2Authorization approved = approvedDevice(code);
            assertOneWinner(atOnce(() -> poll(code)), "device " + round);
            // A consent or poll that read the authorization before stores the whole record again.
            authorizations.save(approved);
            assertThat(error(poll(code))).isEqualTo("invalid_grant");
        }
    }

    @Test
    void aDeviceCodeIsNotUsedUpByAnotherClientOrBeforeItIsApproved() throws Exception {
        OAuth2Authorization approved = approvedDevice("device-code-2");
        OAuth2UserCode user =
                Objects.requireNonNull(approved.getToken(OAuth2UserCode.class)).getToken();
        authorizations.save(OAuth2Authorization.from(approved)
                .token(user, metadata -> metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, false))
                .build());
        assertThat(error(poll("device-code-2"))).isEqualTo("authorization_pending");
        assertThat(error(browser.tokenAs("demo-integrator", "demo-secret", deviceForm("device-code-2"))))
                .isIn("invalid_grant", "unauthorized_client");
        authorizations.save(approved);
        assertThat(poll("device-code-2").status()).isEqualTo(200);
    }

    private Answer poll(String code) throws Exception {
        return browser.tokenAs("test-device", "device-secret", deviceForm(code));
    }

    private static Map<String, String> deviceForm(String code) {
        return Map.of("grant_type", "urn:ietf:params:oauth:grant-type:device_code", "device_code", code);
    }

    /** As the verification page leaves it: the user code spent, the person known. */
    private OAuth2Authorization approvedDevice(String code) {
        clients.put(new OAuthClient(
                "test-device",
                null,
                "A television",
                ClientKind.CONFIDENTIAL,
                List.of(),
                List.of(),
                Set.of("urn:ietf:params:oauth:grant-type:device_code"),
                Set.of("community:read"),
                true,
                List.of(ClientSecretHashes.sha256("device-secret")),
                Instant.now()));
        Instant now = Instant.now();
        OAuth2UserCode user = new OAuth2UserCode(code.toUpperCase(Locale.ROOT), now, now.plusSeconds(300));
        OAuth2Authorization approved = OAuth2Authorization.withRegisteredClient(
                        registered.findByClientId("test-device"))
                .id(code)
                .principalName("usr_01DEMOLEARNER000000000001")
                .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
                .authorizedScopes(Set.of("community:read"))
                .attribute(
                        Principal.class.getName(),
                        UsernamePasswordAuthenticationToken.authenticated(
                                new User("usr_01DEMOLEARNER000000000001", "", List.of()), null, List.of()))
                .token(new OAuth2DeviceCode(code, now, now.plusSeconds(300)))
                .token(user, metadata -> metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, true))
                .build();
        authorizations.save(approved);
        return approved;
    }

    private void assertOneWinner(List<Answer> answers, String round) {
        assertThat(answers.stream().filter(answer -> answer.status() == 200))
                .as(round)
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .as(round)
                .allSatisfy(answer -> assertThat(error(answer)).isEqualTo("invalid_grant"));
    }

    private static List<Answer> atOnce(Callable<Answer> call) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : pool.invokeAll(Collections.nCopies(AT_ONCE, call))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static String error(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return answer.json().get("error").asString();
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> changed = new java.util.HashMap<>(form);
        changed.put(name, value);
        return changed;
    }

    private long count(String table) {
        return sql.queryForObject("select count(*) from " + table, Long.class);
    }
}
