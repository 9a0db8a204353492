package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import io.aula.identity.account.signin.PasswordHashes;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of before addresses had one form: as they were typed, but for the blanks around them. */
@RunningIdentity.Test
class OldAddressesTest {
    private static final String PHRASE = "a phrase from long ago";

    @Autowired
    JdbcTemplate sql;

    @Autowired
    PasswordHashes hashes;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = RunningIdentity.browser();
        sql.execute("delete from login_throttle");
        sql.update("delete from app_user where id like 'usr_01OLD%'");
    }

    @ParameterizedTest
    @CsvSource({
        // the domain as it is read, composed and not
        "ana@espa\u00f1a.test, ana@espa\u00f1a.test",
        "ana@espan\u0303a.test, ana@espa\u00f1a.test",
        "Ana@Espa\u00f1a.test, ANA@ESPA\u00d1A.test",
        "ana@xn--espaa-rta.test, ana@espa\u00f1a.test",
        // the mailbox not composed
        "nun\u0303ez@espan\u0303a.test, nu\u00f1ez@espa\u00f1a.test",
        "nun\u0303ez@aula.test, nu\u00f1ez@aula.test",
        "nun\u0303ez@aula.test, nun\u0303ez@aula.test"
    })
    void whoSignedUpThenSignsInNow(String stored, String typed) throws Exception {
        person("1", stored, PHRASE);
        assertThat(isIn(browser.signIn(typed, PHRASE))).isTrue();
    }

    @Test
    void noSecondAccountIsMadeForAnOldAddress() throws Exception {
        person("1", "old@espan\u0303a.test", PHRASE);
        browser.submit(
                "/auth/sign-up",
                "/auth/sign-up",
                Map.of("displayName", "Again", "email", "old@espa\u00f1a.test", "password", "another long phrase"));
        assertThat(RunningIdentity.mailsTo("old@xn--espaa-rta.test"))
                .singleElement()
                .asString()
                .contains("/session/sign-in")
                .doesNotContain("/auth/confirm");
    }

    @Test
    void ofTwoAccountsOfOneAddressThePasswordTellsWhichIsMeant() throws Exception {
        person("1", "both@espan\u0303a.test", PHRASE);
        person("2", "both@espa\u00f1a.test", "the phrase of the other");
        for (String phrase : new String[] {PHRASE, "the phrase of the other"}) {
            Browser one = RunningIdentity.browser();
            assertThat(isIn(one.signIn("both@espa\u00f1a.test", phrase))).isTrue();
            assertThat(one.get("/auth/login").body()).contains(phrase.equals(PHRASE) ? "Old 1" : "Old 2");
        }
        assertThat(isIn(RunningIdentity.browser().signIn("both@espa\u00f1a.test", "a wrong phrase")))
                .isFalse();
    }

    private void person(String number, String email, String password) {
        String id = "usr_01OLD0000000000000000000" + number;
        sql.update(
                "insert into app_user (id, handle, display_name, email, email_verified_at) values (?, ?, ?, ?, now())",
                id,
                "old_" + number,
                "Old " + number,
                email);
        sql.update(
                "insert into credential (user_id, kind, secret) values (?, 'PASSWORD', ?)", id, hashes.hash(password));
    }

    private static boolean isIn(Answer answer) {
        return answer.location().startsWith("/session/sign-in");
    }
}
