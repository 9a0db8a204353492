package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import io.aula.identity.account.throttle.Limit;
import io.aula.identity.account.throttle.Throttle;
import io.aula.identity.account.throttle.Throttle.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Guessing is slowed, and nobody can slow an owner. */
@RunningIdentity.Test
class ThrottleTest {
    private static final String OWNER = "learner5@aula.test";

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    Throttle throttle;

    @BeforeEach
    @AfterEach
    void forget() {
        sql.execute("delete from login_throttle");
        clock.reset();
    }

    @Test
    void eachWrongPasswordCountsOnce() throws Exception {
        Browser stranger = from("203.0.113.1");
        for (int i = 0; i < 4; i++) {
            stranger.signIn(OWNER, "guess " + i);
        }
        assertThat(sql.queryForList("select failures from login_throttle", Integer.class))
                .containsExactly(4, 4);
        assertThat(isIn(stranger.signIn(OWNER, RunningIdentity.PASSWORD))).isTrue();
    }

    @Test
    void aStrangerElsewhereNeverLocksTheOwnerOut() throws Exception {
        Browser stranger = from("203.0.113.1");
        for (int i = 0; i < 6; i++) {
            stranger.signIn(OWNER, "guess " + i);
        }
        assertThat(isThrottled(stranger.signIn(OWNER, RunningIdentity.PASSWORD)))
                .isTrue();
        assertThat(isThrottled(from("203.0.113.200").signIn(OWNER, RunningIdentity.PASSWORD)))
                .as("the same network")
                .isTrue();
        assertThat(isIn(from("198.51.100.1").signIn(OWNER, RunningIdentity.PASSWORD)))
                .as("another network")
                .isTrue();
        clock.forward(Duration.ofMinutes(16));
        assertThat(isIn(stranger.signIn(OWNER, RunningIdentity.PASSWORD))).isTrue();
    }

    @Test
    void anOwnerOnAKnownDeviceIsNotLockedOutByGuessesFromTheirOwnNetworkOrAnotherKnownDevice() throws Exception {
        Browser own = from("203.0.113.1");
        own.signIn(OWNER, RunningIdentity.PASSWORD);
        Browser library = from("203.0.113.2");
        library.signIn(OWNER, RunningIdentity.PASSWORD);
        Browser stranger = from("203.0.113.3");
        for (int i = 0; i < 12; i++) {
            stranger.signIn(OWNER, "guess " + i);
            library.signIn(OWNER, "guess " + i);
        }
        assertThat(isThrottled(library.signIn(OWNER, RunningIdentity.PASSWORD))).isTrue();
        assertThat(isIn(own.signIn(OWNER, RunningIdentity.PASSWORD))).isTrue();
    }

    @Test
    void aNetworkThatTriesManyAccountsIsSlowedForAllOfThem() throws Exception {
        sql.execute("delete from login_throttle");
        Browser sprayer = from("203.0.113.1");
        for (int i = 0; i < 20; i++) {
            sprayer.signIn("nobody" + i + "@aula.test", "Winter2026!");
        }
        assertThat(sql.update("update login_throttle set failures = 60 where failures > 10"))
                .as("one bucket for all")
                .isEqualTo(1);
        sprayer.signIn("nobody@aula.test", "Winter2026!");
        assertThat(isThrottled(sprayer.signIn("somebody@aula.test", "Winter2026!")))
                .isTrue();
        assertThat(isIn(from("198.51.100.1").signIn(OWNER, RunningIdentity.PASSWORD)))
                .isTrue();
    }

    @Test
    void guessesSentAtOnceAreCountedLikeGuessesInARow() throws Exception {
        clock.stop();
        Browser stranger = from("203.0.113.1");
        String csrf = stranger.csrf("/auth/login");
        List<Callable<Answer>> guesses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String guess = "guess " + i;
            guesses.add(() -> stranger.post(
                    "/auth/login", java.util.Map.of("username", OWNER, "password", guess, "_csrf", csrf)));
        }
        long tried = 0;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : pool.invokeAll(guesses)) {
                tried += answer.get().location().contains("refused") ? 1 : 0;
            }
        }
        assertThat(tried).isBetween(1L, 5L);
        assertThat(isThrottled(stranger.signIn(OWNER, RunningIdentity.PASSWORD)))
                .isTrue();
    }

    @Test
    void eightSignInsOfOnePersonAtOnceFromOneNetworkAreNoGuesses() throws Exception {
        List<Callable<Answer>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Browser browser = from("203.0.113.1");
            all.add(() -> browser.signIn(OWNER, RunningIdentity.PASSWORD));
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : pool.invokeAll(all)) {
                assertThat(isIn(answer.get())).as(answer.get().location()).isTrue();
            }
        }
    }

    @Test
    void sixtyOneSignUpsOverTenHoursWaitForNothing() {
        Bucket school = new Bucket("a school", Limit.SIGN_UPS);
        for (int i = 0; i < 61; i++) {
            assertThat(throttle.wait(List.of(school))).as("sign-up " + i).isEmpty();
            clock.forward(Duration.ofSeconds(590));
        }
    }

    @Test
    void whoeverComesOftenerThanTriesLeakStillLosesThem() {
        Bucket school = new Bucket("a class", Limit.SIGN_UPS);
        for (int i = 0; i < 80; i++) {
            assertThat(throttle.wait(List.of(school))).as("sign-up " + i).isEmpty();
            clock.forward(Duration.ofSeconds(40));
        }
        assertThat(sql.queryForObject("select failures from login_throttle", Integer.class))
                .isBetween(20, 30);
    }

    @Test
    void aFloodOfSixtyOneIsStillSlowed() {
        Bucket flood = new Bucket("a flood", Limit.SIGN_UPS);
        throttle.wait(List.of(flood));
        sql.execute("update login_throttle set failures = 60");
        assertThat(throttle.wait(List.of(flood))).isEmpty();
        assertThat(throttle.wait(List.of(flood))).isPresent();
    }

    @Test
    void aTryTakenBackLiftsTheBlockOnlyWhereTheRestIsFree() {
        Bucket bucket = new Bucket("somebody", Limit.ACCOUNT);
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.wait(List.of(bucket))).isEmpty();
        }
        throttle.forgive(bucket);
        assertThat(throttle.wait(List.of(bucket))).as("four remained").isEmpty();
        clock.forward(Duration.ofSeconds(11));
        assertThat(throttle.wait(List.of(bucket))).as("the sixth").isEmpty();
        throttle.forgive(bucket);
        assertThat(throttle.wait(List.of(bucket))).as("five remained").isPresent();
    }

    static Browser from(String address) throws Exception {
        byte[] key = Base64.getUrlDecoder().decode(RunningIdentity.GATEWAY_KEY);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(address.getBytes()));
        return RunningIdentity.browser().with("Aula-Client-Address", address + " " + signature);
    }

    private static boolean isIn(Answer answer) {
        return answer.location().startsWith("/session/sign-in");
    }

    private static boolean isThrottled(Answer answer) {
        return answer.location().contains("throttled=");
    }
}
