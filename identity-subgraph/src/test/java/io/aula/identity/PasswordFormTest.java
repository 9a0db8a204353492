package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.NewAccount;
import io.aula.identity.account.signin.PasswordHashes;
import io.aula.identity.account.signin.Passwords;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Passwords in one form (RFC 8265 §4.2), and those from before that form. */
@RunningIdentity.Test
class PasswordFormTest {
    private static final String COMPOSED = "una contrase\u00f1a larga";
    private static final String IN_PARTS = "una\u00a0contrasen\u0303a larga";

    @Autowired
    AccountService accounts;

    @Autowired
    Passwords passwords;

    @Autowired
    PasswordHashes hashes;

    @Autowired
    JdbcTemplate sql;

    @BeforeEach
    void forgetFailures() {
        sql.execute("delete from login_throttle");
    }

    @Test
    void aPasswordIsTheSameHoweverTheMachineComposesIt() throws Exception {
        Account account = person("composed@aula.test");
        passwords.set(account.id(), hashes.hash(COMPOSED));
        assertThat(signsIn("composed@aula.test", IN_PARTS)).isTrue();
        assertThat(signsIn("Composed@AULA.test", COMPOSED)).isTrue();
        assertThat(signsIn("composed@aula.test", "una contrasena larga")).isFalse();
    }

    @Test
    void anOlderHashIsTriedWithWhatWasTypedAndThenRenewed() throws Exception {
        Account account = person("older@aula.test");
        passwords.set(account.id(), hashes.hash(IN_PARTS));
        assertThat(signsIn("older@aula.test", COMPOSED)).as("before").isFalse();
        assertThat(signsIn("older@aula.test", IN_PARTS)).isTrue();
        assertThat(passwords.matches(account.id(), COMPOSED)).as("renewed").isTrue();
        assertThat(signsIn("older@aula.test", COMPOSED)).isTrue();
        assertThat(signsIn("older@aula.test", IN_PARTS)).isTrue();
    }

    @Test
    void anOlderPasswordThatNobodyMayChooseTodayStillOpensItsAccount() throws Exception {
        Account account = person("zero@aula.test");
        passwords.set(account.id(), hashes.hash("zero\u200bwidth pass"));
        assertThat(signsIn("zero@aula.test", "zero\u200bwidth pass")).isTrue();
        assertThat(signsIn("zero@aula.test", "zerowidth pass")).isFalse();
    }

    private Account person(String email) {
        return accounts.register(NewAccount.learner("Somebody", email, "es"));
    }

    private static boolean signsIn(String email, String password) throws Exception {
        return RunningIdentity.browser().signIn(email, password).location().startsWith("/session/sign-in");
    }
}
