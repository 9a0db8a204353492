package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import io.aula.identity.account.signin.OccupiedHashes;
import io.aula.identity.account.signin.PasswordHashes;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A flood of passwords: whoever cannot be served soon is told so. */
@RunningIdentity.Test
class BusyTest {
    private static final String OWNER = "learner5@aula.test";

    @Autowired
    PasswordHashes hashes;

    @Autowired
    JdbcTemplate sql;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = RunningIdentity.browser();
        sql.execute("delete from login_throttle");
    }

    @ParameterizedTest
    @CsvSource({"es, Espera unos segundos", "en, Wait a few seconds"})
    void aSignInThatCannotBeServedSoonIsToldWhenToComeBack(String language, String words) throws Exception {
        browser.get("/auth/login?lang=" + language);
        try (OccupiedHashes occupied = new OccupiedHashes(hashes)) {
            isBusy(browser.signIn(OWNER, RunningIdentity.PASSWORD), words);
        }
        assertThat(browser.get("/auth/login").body()).contains("value=\"" + OWNER + "\"");
        assertThat(browser.signIn(OWNER, RunningIdentity.PASSWORD).location()).startsWith("/session/sign-in");
    }

    @Test
    void aTryThatNobodyLookedAtDoesNotCount() throws Exception {
        try (OccupiedHashes occupied = new OccupiedHashes(hashes)) {
            browser.signIn(OWNER, "a guess");
        }
        assertThat(sql.queryForList("select failures from login_throttle", Integer.class))
                .containsOnly(0);
    }

    @Test
    void aSignUpIsToldTheSameAndKeepsWhatWasTyped() throws Exception {
        browser.get("/auth/login?lang=en");
        try (OccupiedHashes occupied = new OccupiedHashes(hashes)) {
            Answer answer = browser.submit(
                    "/auth/sign-up",
                    "/auth/sign-up",
                    Map.of("displayName", "Ana", "email", "busy@aula.test", "password", "a phrase of hers"));
            isBusy(answer, "Wait a few seconds");
        }
        assertThat(browser.get("/auth/sign-up").body()).contains("value=\"busy@aula.test\"", "value=\"Ana\"");
        assertThat(RunningIdentity.mailsTo("busy@aula.test")).isEmpty();
    }

    private static void isBusy(Answer answer, String words) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.raw().headers().firstValue("retry-after")).contains("5");
        assertThat(answer.body()).contains(words);
    }
}
