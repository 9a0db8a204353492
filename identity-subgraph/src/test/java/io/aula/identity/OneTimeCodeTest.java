package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Codes that are worth tokens once. */
@RunningIdentity.Test
class OneTimeCodeTest {
    /** 100 rounds are what the promise names; 20 take a few seconds (-Daula.rounds=100 for all). */
    private static final int ROUNDS = Integer.getInteger("aula.rounds", 20);

    private static final int AT_ONCE = 10;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcTemplate sql;

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
