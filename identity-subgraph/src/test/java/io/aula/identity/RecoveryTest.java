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
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The way back in for who forgot the password: once, in time, and telling nobody who has an account. */
@RunningIdentity.Test
class RecoveryTest {
    private static final String OLD = "the phrase of before";
    private static final String NEW = "an altogether new phrase";
    private static final String SUBJECT = "Elige una contraseña nueva en Aula";
    private static final Pattern TOKEN = Pattern.compile("/auth/reset\\?token=([\\w-]+)");

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

    private Browser browser;

    @BeforeEach
    void open() {
        sql.execute("delete from login_throttle");
        browser = RunningIdentity.browser();
    }

    @AfterEach
    void presentTime() {
        clock.reset();
    }

    @Test
    void aNewPasswordIsChosenByMailOnAnyDeviceAndEndsEverySession() throws Exception {
        person("forgot@aula.test");
        Gateway laptop = new Gateway(RunningIdentity.browser());
        Browser pages = RunningIdentity.browser();
        pages.signIn("forgot@aula.test", OLD);
        String refresh = Gateway.refreshToken(signedIn(laptop, pages));
        String token = ask("Forgot@AULA.test");

        Browser phone = RunningIdentity.browser();
        assertThat(phone.get("/auth/reset?token=" + token).body()).contains("name=\"password\"");
        Answer done = choose(phone, token, NEW);
        assertThat(done.location()).endsWith("/auth/login?reset");
        assertThat(phone.get(done.location()).body()).contains("forgot@aula.test", "role=\"status\"");
        assertThat(isIn(phone.signIn("forgot@aula.test", OLD))).isFalse();
        assertThat(isIn(phone.signIn("forgot@aula.test", NEW))).isTrue();
        assertThat(laptop.refresh(refresh).status()).as("a session of before").isEqualTo(400);
        assertThat(new Gateway(pages).code()).as("the pages of before").isEmpty();
        assertThat(RunningIdentity.text(
                        RunningIdentity.awaitMail("forgot@aula.test", "Tu contraseña de Aula ha cambiado")))
                .contains("/auth/forgotten");
    }

    @Test
    void aLinkWorksOnceAlsoWhenItIsPressedFourTimesAtOnce() throws Exception {
        person("once-reset@aula.test");
        String token = ask("once-reset@aula.test");
        String csrf = browser.csrf("/auth/reset?token=" + token);
        Callable<Answer> press =
                () -> browser.post("/auth/reset", Map.of("token", token, "password", NEW, "_csrf", csrf));
        long done = 0;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : pool.invokeAll(List.of(press, press, press, press))) {
                done += answer.get().location().endsWith("?reset") ? 1 : 0;
            }
        }
        assertThat(done).isOne();
        assertThat(browser.get("/auth/reset?token=" + token).body())
                .contains("El enlace ya se usó")
                .doesNotContain("name=\"password\"");
    }

    @Test
    void aLinkRunsOutAndSaysSo() throws Exception {
        person("late-reset@aula.test");
        String token = ask("late-reset@aula.test");
        clock.forward(Duration.ofMinutes(61));
        assertThat(browser.get("/auth/reset?token=" + token).body()).contains("caducado");
        assertThat(browser.get("/auth/reset?token=nonsense&lang=en").body()).contains("We do not know this link");
    }

    @Test
    void whatWasTypedMayBeWrongAndTheLinkStaysGood() throws Exception {
        person("weak@aula.test");
        String token = ask("weak@aula.test");
        for (String weak : new String[] {"short", "password123", "Qwertyuiop"}) {
            Answer refused = choose(browser, token, weak);
            assertThat(refused.location()).as(weak).contains("/auth/reset?token=");
            assertThat(browser.get(refused.location()).body()).contains("aria-invalid=\"true\"");
        }
        assertThat(choose(browser, token, NEW).location()).endsWith("?reset");
    }

    @Test
    void anAddressThatNobodyHasGetsTheSameAnswerAndNoMail() throws Exception {
        Answer unknown = request(browser, "nobody-recovers@aula.test");
        person("somebody@aula.test");
        Answer known = request(RunningIdentity.browser(), "somebody@aula.test");
        assertThat(known.status()).isEqualTo(unknown.status());
        assertThat(known.location()).isEqualTo(unknown.location()).endsWith("/auth/forgotten/sent");
        assertThat(browser.get("/auth/forgotten/sent").body()).contains("nobody-recovers@aula.test");
        RunningIdentity.awaitMail("somebody@aula.test", SUBJECT);
        // Asked for before the other, so its letter was looked at before.
        assertThat(sql.queryForObject(
                        "select done_at is not null from letter where address = 'nobody-recovers@aula.test'",
                        Boolean.class))
                .isTrue();
        assertThat(RunningIdentity.mailsTo("nobody-recovers@aula.test")).isEmpty();
    }

    @Test
    void askingWithoutEndIsSlowedAlikeForWhoIsThereAndWhoIsNot() throws Exception {
        person("flooded@aula.test");
        request(browser, "flooded@aula.test");
        sql.execute("update login_throttle set failures = 60");
        request(browser, "nobody-here@aula.test");
        assertThat(request(browser, "flooded@aula.test").location()).contains("throttled=");
        assertThat(request(browser, "nobody-here@aula.test").location()).contains("throttled=");
    }

    @Test
    void aClosedAccountIsNotOpenedByMail() throws Exception {
        Account closed = person("closed@aula.test");
        String token = ask("closed@aula.test");
        accounts.setActive(closed.id(), false);
        Answer refused = browser.get("/auth/reset?token=" + token);
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.body()).contains("Este enlace ya no vale").doesNotContain("name=\"password\"");
        assertThat(isIn(browser.signIn("closed@aula.test", NEW))).isFalse();
    }

    private Account person(String email) {
        Account account = accounts.register(NewAccount.learner("Somebody", email, "es"));
        passwords.set(account.id(), hashes.hash(OLD));
        return account;
    }

    /** The secret of the link that the mail holds. */
    private String ask(String email) throws Exception {
        request(browser, email);
        Matcher link = TOKEN.matcher(RunningIdentity.text(RunningIdentity.awaitMail(email.toLowerCase(), SUBJECT)));
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static Answer request(Browser browser, String email) throws Exception {
        return browser.submit("/auth/forgotten", "/auth/forgotten", Map.of("email", email));
    }

    private static Answer choose(Browser browser, String token, String password) throws Exception {
        return browser.submit(
                "/auth/reset?token=" + token, "/auth/reset", Map.of("token", token, "password", password));
    }

    private static Answer signedIn(Gateway gateway, Browser pages) throws Exception {
        return gateway.exchange(new Gateway(pages).code());
    }

    private static boolean isIn(Answer answer) {
        return answer.location().startsWith("/session/sign-in");
    }
}
