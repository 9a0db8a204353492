package io.aula.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sign-in and the refresh against a real HTTP server that stands for identity's token endpoint. */
class SignInTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
    private static final URI PUBLIC = URI.create("http://localhost:8080");

    private final AtomicInteger calls = new AtomicInteger();
    private volatile int status = 200;
    private volatile String refusal = "invalid_grant";
    private final AtomicInteger revocations = new AtomicInteger();
    private volatile int revocationsToFail;
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private volatile String nonce = "";
    private HttpServer server;
    private TokenEndpoint tokens;
    private TokenRefresh refresh;
    private SignIn signIn;
    private final CookieJar cookies =
            new CookieJar(KeyRing.parse("k1:" + Base64.getEncoder().encodeToString(new byte[32])), PUBLIC);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/oauth2/token", exchange -> {
            int call = calls.incrementAndGet();
            await(hold);
            String idToken = "x." + base64("{\"nonce\":\"" + nonce + "\"}") + ".y";
            byte[] body = (status == 200
                            ? "{\"access_token\":\"access-" + call + "\",\"refresh_token\":\"refresh-" + call
                                    + "\",\"expires_in\":600,\"id_token\":\"" + idToken + "\"}"
                            : "{\"error\":\"" + refusal + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/oauth2/revoke", exchange -> {
            exchange.sendResponseHeaders(revocations.incrementAndGet() <= revocationsToFail ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
        TokenEndpoint.ClientCredentials client =
                new TokenEndpoint.ClientCredentials("aula-spa", "secret", PUBLIC.resolve("/session/callback"));
        tokens = new TokenEndpoint(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), client, CLOCK);
        refresh = new TokenRefresh(tokens);
        Revocations ended = new Revocations(
                tokens, refresh, List.of(Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofMillis(20)));
        signIn = new SignIn(cookies, tokens, ended, client, PUBLIC, List.of("openid"), CLOCK);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void endsWhereThePersonCameFromWithASession() {
        SignIn.Redirect begun = signIn.begin("/courses/x", false, null, null);
        nonce = parameter(begun.location(), "nonce");

        SignIn.Redirect done = signIn.finish(callback(begun), cookie(begun)).orElseThrow();

        assertThat(done.location()).isEqualTo("/courses/x");
        assertThat(cookies.readSession(done.setCookies().getFirst())).isPresent();
    }

    @Test
    void asksForPkceWithS256AndTheSignUpPageWhenWanted() {
        assertThat(signIn.begin("/", true, null, null).location())
                .contains("code_challenge_method=S256")
                .contains("&prompt=create");
    }

    @Test
    void handsTheStartingPageAndTheLanguageOnToTheSignInPages() {
        assertThat(signIn.begin("/learn?x=1", false, "en", null).location())
                .contains("&return_to=%2Flearn%3Fx%3D1")
                .contains("&ui_locales=en");
        assertThat(signIn.begin("/", false, "en&prompt=none", null).location()).doesNotContain("ui_locales", "prompt");
    }

    @Test
    void aPageTooLongForItsCookieIsLeftOut() {
        assertThat(ReturnPath.of("/" + "ñ".repeat(300))).hasSize(1 + 300 * 6);
        assertThat(ReturnPath.of("/" + "ñ".repeat(900))).isEqualTo("/");
    }

    @Test
    void anotherPersonsCallbackIsRefused() {
        SignIn.Redirect mine = signIn.begin("/", false, null, null);
        SignIn.Redirect theirs = signIn.begin("/", false, null, null);

        assertThat(signIn.finish(callback(theirs), cookie(mine)).orElseThrow().location())
                .isEqualTo("/?sign-in=expired");
        assertThat(calls).hasValue(0);
    }

    @Test
    void anAnswerOfAnotherIssuerIsRefused() {
        SignIn.Redirect begun = signIn.begin("/", false, null, null);
        SignIn.Callback mixedUp =
                new SignIn.Callback("code", parameter(begun.location(), "state"), "https://evil.example", null);

        assertThat(signIn.finish(mixedUp, cookie(begun)).orElseThrow().location())
                .isEqualTo("/?sign-in=issuer");
    }

    @Test
    void anAnswerThatDoesNotSayWhoseItIsIsRefusedAlsoIfItRefusesItself() {
        SignIn.Redirect begun = signIn.begin("/", false, null, null);
        String state = parameter(begun.location(), "state");

        for (SignIn.Callback silent : List.of(
                new SignIn.Callback("code", state, null, null),
                new SignIn.Callback(null, state, null, "access_denied"))) {
            assertThat(signIn.finish(silent, cookie(begun)).orElseThrow().location())
                    .isEqualTo("/?sign-in=issuer");
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void aServerThatIsAwayForgetsNothingOfTheSignIn() {
        SignIn.Redirect begun = signIn.begin("/learn", false, null, null);
        nonce = parameter(begun.location(), "nonce");
        status = 503;
        assertThat(signIn.finish(callback(begun), cookie(begun))).isEmpty();

        status = 200;
        assertThat(signIn.finish(callback(begun), cookie(begun)).orElseThrow().location())
                .isEqualTo("/learn");
    }

    @Test
    void comingBackToACallbackThatHasDoneItsWorkIsNoFault() {
        SignIn.Redirect begun = signIn.begin("/learn", false, null, null);
        String session = cookies.write(new Session("a", "r", CLOCK.instant()));

        assertThat(signIn.finish(callback(begun), session.substring(0, session.indexOf(';')))
                        .orElseThrow()
                        .location())
                .isEqualTo("/");
        assertThat(signIn.finish(callback(begun), null).orElseThrow().location())
                .isEqualTo("/?sign-in=expired");
    }

    @Test
    void whatAPersonTypedComesBackWithThemHoweverItLooks() {
        assertThat(ReturnPath.of("/?q=100%")).isEqualTo("/?q=100%25");
        assertThat(ReturnPath.of("/?q=100%25")).isEqualTo("/?q=100%25");
        assertThat(ReturnPath.of("/?q=a b<c>\"d\"|{e}^`[f]"))
                .isEqualTo("/?q=a%20b%3Cc%3E%22d%22%7C%7Be%7D%5E%60%5Bf%5D");
        assertThat(ReturnPath.of("/buscar?q=diseño 100%#¿qué?"))
                .isEqualTo("/buscar?q=dise%C3%B1o%20100%25#%C2%BFqu%C3%A9?");
        assertThat(ReturnPath.of("/a#b#c%zz%4")).isEqualTo("/a#b%23c%25zz%254");
        for (int c = 0; c < 0x3000; c++) {
            String path = ReturnPath.of("/?q=" + Character.toString(c) + "%" + Character.toString(c));
            assertThat(URI.create(path).toASCIIString()).isEqualTo(path);
        }
    }

    @Test
    void anIdTokenOfAnotherSignInIsRefused() {
        SignIn.Redirect begun = signIn.begin("/", false, null, null);
        nonce = "somebody else's";

        assertThat(signIn.finish(callback(begun), cookie(begun)).orElseThrow().location())
                .isEqualTo("/?sign-in=nonce");
    }

    @Test
    void neverRedirectsToAnotherOrigin() {
        for (String evil :
                List.of("//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nset-cookie: x")) {
            assertThat(ReturnPath.of(evil)).as(evil).isEqualTo("/");
        }
        assertThat(ReturnPath.of("/learn?x=1#top")).isEqualTo("/learn?x=1#top");
    }

    @Test
    void tabsThatRenewTogetherSpendTheRefreshTokenOnce() throws Exception {
        Session old = new Session("a", "spent-once", CLOCK.instant());
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TokenRefresh.Outcome>> outcomes = IntStream.range(0, 8)
                    .mapToObj(i -> tabs.submit(() -> {
                        go.await();
                        return refresh.renew(old);
                    }))
                    .toList();
            go.countDown();
            for (Future<TokenRefresh.Outcome> outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(TokenRefresh.Outcome.Renewed.class);
            }
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void aRefusedRefreshEndsTheSessionButAnOutageDoesNot() {
        status = 503;
        assertThat(refresh.renew(new Session("a", "r1", CLOCK.instant())))
                .isInstanceOf(TokenRefresh.Outcome.Unavailable.class);
        status = 400;
        assertThat(refresh.renew(new Session("a", "r1", CLOCK.instant())))
                .isInstanceOf(TokenRefresh.Outcome.Ended.class);
    }

    @Test
    void onlyAnInvalidGrantSaysThatASessionHasEnded() {
        status = 401;
        refusal = "invalid_client";
        assertThat(refresh.renew(new Session("a", "r1", CLOCK.instant())))
                .isInstanceOf(TokenRefresh.Outcome.Unavailable.class);
        status = 429;
        assertThat(refresh.renew(new Session("a", "r1", CLOCK.instant())))
                .isInstanceOf(TokenRefresh.Outcome.Unavailable.class);
    }

    @Test
    void signingOutRevokesTheTokensAndDeletesBothCookies() {
        assertThat(signIn.end(sessionCookie("r1")))
                .anyMatch(each -> each.startsWith("aula-session-8080=;"))
                .anyMatch(each -> each.startsWith("AULA_ID_8080=;"));
        assertThat(revocations).hasValue(1);
    }

    @Test
    void signingOutDuringAnOutageRevokesAsSoonAsItIsOver() throws Exception {
        revocationsToFail = 2;

        signIn.end(sessionCookie("r1"));

        for (int i = 0; i < 500 && revocations.get() < 3; i++) {
            Thread.sleep(20);
        }
        assertThat(revocations).hasValue(3);
    }

    @Test
    void aRenewalThatWasUnderWayDoesNotBringBackWhoSignedOut() throws Exception {
        hold = new CountDownLatch(1);
        try (ExecutorService tab = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<TokenRefresh.Outcome> late =
                    tab.submit(() -> refresh.renew(new Session("a", "r1", CLOCK.instant())));
            for (int i = 0; i < 500 && calls.get() == 0; i++) {
                Thread.sleep(20);
            }
            signIn.end(sessionCookie("r1"));
            hold.countDown();

            assertThat(late.get()).isInstanceOf(TokenRefresh.Outcome.Ended.class);
        }
    }

    private String sessionCookie(String refreshToken) {
        String cookie = cookies.write(new Session("a", refreshToken, CLOCK.instant()));
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aFormOfAnotherSiteCannotActWithTheCookie() {
        CsrfGuard guard = new CsrfGuard(PUBLIC);

        assertThat(guard.allows(null, null)).isFalse();
        assertThat(guard.allows("1", "https://evil.example")).isFalse();
        assertThat(guard.allows("1", "http://localhost:8080")).isTrue();
        assertThat(guard.allowsSocket(null)).isFalse();
        assertThat(guard.allowsSocket("http://localhost:8080")).isTrue();
    }

    private static SignIn.Callback callback(SignIn.Redirect begun) {
        return new SignIn.Callback("code", parameter(begun.location(), "state"), PUBLIC.toString(), null);
    }

    private static String cookie(SignIn.Redirect redirect) {
        String setCookie = redirect.setCookies().getFirst();
        return setCookie.substring(0, setCookie.indexOf(';'));
    }

    private static String parameter(String url, String name) {
        String query = URI.create(url).getRawQuery();
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        throw new AssertionError(name + " is not in " + url);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
