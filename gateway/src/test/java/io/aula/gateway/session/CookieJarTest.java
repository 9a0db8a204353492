package io.aula.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CookieJarTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final String OLD = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW = "k2:"
            + Base64.getEncoder().encodeToString(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    private static final URI LOCAL = URI.create("http://localhost:8080");

    private final Session session = new Session("access.token.text", "refresh-token", NOW.plus(Duration.ofMinutes(10)));
    private static final String STATE = "s".repeat(43);
    private final CookieJar jar = new CookieJar(KeyRing.parse(OLD), LOCAL);

    @Test
    void readsTheSessionThatItWrote() {
        assertThat(jar.readSession("other=1; " + pair(jar.write(session)))).contains(session);
    }

    @Test
    void aRotatedKeySignsNobodyOut() {
        CookieJar rotated = new CookieJar(KeyRing.parse(NEW + "," + OLD), LOCAL);

        assertThat(rotated.readSession(pair(jar.write(session)))).contains(session);
        assertThat(rotated.write(session)).contains("=k2.");
    }

    @Test
    void aDroppedKeyOpensNothing() {
        CookieJar dropped = new CookieJar(KeyRing.parse(NEW), LOCAL);

        assertThat(dropped.readSession(pair(jar.write(session)))).isEmpty();
    }

    @Test
    void everyChangedCharacterIsNoticed() {
        String cookie = pair(jar.write(session));
        int start = cookie.indexOf('=') + 1;
        for (int i = start; i < cookie.length() - 1; i++) {
            char other = cookie.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(jar.readSession(cookie.substring(0, i) + other + cookie.substring(i + 1)))
                    .as("character %d", i)
                    .isEmpty();
        }
    }

    @Test
    void theLoginCookieIsNoSession() {
        LoginState login = new LoginState(STATE, "nonce", "verifier", "/learn", NOW);
        String cookie = pair(jar.write(login));
        String moved = "aula-session-8080" + cookie.substring(cookie.indexOf('='));

        assertThat(jar.readSession(moved)).isEmpty();
    }

    @Test
    void aSignInUnderWayExpiresAfterTenMinutes() {
        LoginState login = new LoginState(STATE, "nonce", "verifier", "/learn", NOW);
        String cookie = pair(jar.write(login));

        assertThat(jar.readLogin(cookie, STATE, NOW.plusSeconds(599))).contains(login);
        assertThat(jar.readLogin(cookie, STATE, NOW.plusSeconds(601))).isEmpty();
    }

    @Test
    void tabsThatSignInAtTheSameTimeDoNotDisturbEachOther() {
        String other = "o".repeat(43);
        LoginState mine = new LoginState(STATE, "nonce", "verifier", "/learn", NOW);
        LoginState theirs = new LoginState(other, "nonce", "verifier", "/teach", NOW);
        String cookies = pair(jar.write(mine)) + "; " + pair(jar.write(theirs));

        assertThat(jar.readLogin(cookies, STATE, NOW)).contains(mine);
        assertThat(jar.readLogin(cookies, other, NOW)).contains(theirs);
    }

    @Test
    void aStateThatIsNoneOfOursFindsNothing() {
        String cookie = pair(jar.write(new LoginState(STATE, "nonce", "verifier", "/learn", NOW)));

        for (String state : new String[] {"", "s", "ssssssss", STATE + "s", "=;" + "s".repeat(41)}) {
            assertThat(jar.readLogin(cookie, state, NOW)).as(state).isEmpty();
        }
        assertThat(jar.readLogin(cookie, null, NOW)).isEmpty();
    }

    @Test
    void signInsThatWereLeftDoNotPileUp() {
        StringBuilder header = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            String state = Integer.toString(i).repeat(43);
            header.append(pair(jar.write(new LoginState(state, "n", "v", "/", NOW))))
                    .append("; ");
        }

        assertThat(jar.clearOldLogins(header.toString()))
                .hasSize(7)
                .allMatch(each -> each.contains("Max-Age=0"))
                // The last three may still be open in other tabs.
                .noneMatch(each -> each.contains("77777777") || each.contains("88888888") || each.contains("99999999"));
        assertThat(jar.clearOldLogins("aula-session-8080=x; other=y")).isEmpty();
    }

    @Test
    void endingASessionLeavesTheOneThatTookItsPlace() {
        Session newer = new Session("access", "another refresh token", NOW);
        String ended = pair(jar.end(session));

        assertThat(jar.readSession(ended + "; " + pair(jar.write(session)))).isEmpty();
        assertThat(jar.readSession(ended + "; " + pair(jar.write(newer)))).contains(newer);
        assertThat(ended).doesNotContain(session.refreshToken());
    }

    @Test
    void aCookieThatBrowsersWouldDropIsNeverSent() {
        Session huge = new Session("a".repeat(3_000), "r", NOW);

        assertThatThrownBy(() -> jar.write(huge)).hasMessageContaining("browsers drop it");
    }

    @Test
    void onHttpsTheCookieIsBoundToItsHost() {
        CookieJar secure = new CookieJar(KeyRing.parse(OLD), URI.create("https://aula.example"));

        assertThat(secure.write(session))
                .startsWith("__Host-aula-session=")
                .contains("; Secure")
                .contains("; HttpOnly");
    }

    @Test
    void aMalformedKeyRingSaysHowItShouldLook() {
        assertThatThrownBy(() -> KeyRing.parse("nonsense")).hasMessageContaining("k1:<base64 of 32 bytes>");
    }

    private static String pair(String setCookie) {
        return setCookie.substring(0, setCookie.indexOf(';'));
    }
}
