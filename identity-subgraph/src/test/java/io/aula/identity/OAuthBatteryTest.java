package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import java.math.BigInteger;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is tried against authorization servers (RFC 9700, RFC 8725, OpenID Connect Core §16), each refused by name. Long, because one attack
 * is one sentence and all of them want the same few tools.
 */
@RunningIdentity.Test
class OAuthBatteryTest {
    private static final String LOOPBACK = "http://127.0.0.1:49152/callback";
    private static final String LEARNER = "learner7@aula.test";

    @Autowired
    JdbcTemplate sql;

    @Autowired
    MovableClock clock;

    private Browser browser;
    private Gateway gateway;

    @BeforeEach
    void open() {
        clock.reset();
        sql.execute("delete from login_throttle");
        browser = RunningIdentity.browser();
        gateway = new Gateway(browser);
    }

    // ---- PKCE

    @Test
    void pkceDowngradeIsRefused() throws Exception {
        browser.signIn(LEARNER, RunningIdentity.PASSWORD);
        String plain =
                Browser.authorizeWithoutPkce("demo-native", LOOPBACK, "openid") + "&code_challenge=" + Browser.VERIFIER;
        for (String request : List.of(
                Browser.authorizeWithoutPkce("demo-native", LOOPBACK, "openid"),
                Browser.authorizeWithoutPkce("demo-native", LOOPBACK, "openid") + "&code_challenge_method=S256",
                Browser.authorizeWithoutPkce("demo-native", LOOPBACK, "openid") + "&code_challenge=",
                plain,
                plain + "&code_challenge_method=plain",
                plain + "&code_challenge_method=PLAIN",
                plain + "&code_challenge_method=s256",
                plain + "&code_challenge_method=none")) {
            Answer answer = browser.get(request);
            assertThat(answer.query("error")).as(request).isEqualTo("invalid_request");
            assertThat(answer.query("code")).as(request).isEmpty();
        }
    }

    @Test
    void aChallengeInThePlaceOfItsVerifierIsRefused() throws Exception {
        String request = Browser.authorize("demo-native", LOOPBACK, "openid");
        String challenge = request.substring(request.indexOf("code_challenge=") + "code_challenge=".length());
        for (String verifier :
                Arrays.asList(null, "", challenge, Browser.VERIFIER + "0", Browser.VERIFIER.toUpperCase())) {
            browser.signIn(LEARNER, RunningIdentity.PASSWORD);
            String code = browser.get(request).query("code");
            assertThat(redeem("demo-native", code, LOOPBACK, verifier).status())
                    .as(verifier)
                    .isEqualTo(400);
        }
    }

    // ---- codes

    @Test
    void codeReplayIsRefused() throws Exception {
        String code = gateway.code(LEARNER);
        assertThat(gateway.exchange(code).status()).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            assertThat(gateway.exchange(code).json().get("error").asString()).isEqualTo("invalid_grant");
        }
    }

    @Test
    void aCodeOfAnotherClientIsRefusedAndStaysGoodForItsOwn() throws Exception {
        browser.signIn(LEARNER, RunningIdentity.PASSWORD);
        String code = nativeCode();
        Answer stolen = browser.tokenAs("demo-integrator", "demo-secret", redemption(code, LOOPBACK, Browser.VERIFIER));
        assertThat(stolen.status()).isEqualTo(400);
        assertThat(stolen.json().get("error").asString()).isEqualTo("invalid_grant");
    }

    @Test
    void aCodeAtAnotherAddressThanItWasGivenToIsRefused() throws Exception {
        for (String other : Arrays.asList(
                null, "http://127.0.0.1:49153/callback", LOOPBACK + "/", "http://127.0.0.1:49152/callback?x", "")) {
            browser.signIn(LEARNER, RunningIdentity.PASSWORD);
            assertThat(redeem("demo-native", nativeCode(), other, Browser.VERIFIER)
                            .status())
                    .as(other)
                    .isEqualTo(400);
        }
    }

    @Test
    void aCodeInTheAddressOfTheTokenEndpointIsRefused() throws Exception {
        browser.signIn(LEARNER, RunningIdentity.PASSWORD);
        String query = Browser.encode(redemption(nativeCode(), LOOPBACK, Browser.VERIFIER));
        Answer answer = browser.post("/oauth2/token?client_id=demo-native&" + query, Map.of());
        assertThat(answer.status()).isIn(400, 401);
        assertThat(answer.body()).doesNotContain("access_token");
        assertThat(browser.get("/oauth2/token?client_id=demo-native&" + query).status())
                .isEqualTo(400);
    }

    // ---- redirects

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:49152/callback\r\nX: y",
                "http://127.0.0.1:49152/callback%0d%0a",
                "http://127.0.0.1:49152/callback/../evil",
                "http://127.0.0.1:49152/callback;x",
                "http://127.0.0.1:49152/callback@evil.test",
                "http://127.0.0.1:49152@evil.test/callback",
                "http://127.0.0.1.evil.test:49152/callback",
                "http://127.0.0.1:49152\\@evil.test/callback",
                "http://127.0.0.1:49152/callback#fragment",
                "//127.0.0.1:49152/callback",
                "javascript:alert(1)//http://127.0.0.1:49152/callback",
                "data:text/html,x",
                "http://[::1]:49152/callback",
                "http://0x7f000001:49152/callback",
                "http://127.1:49152/callback",
                "*",
                "http://127.0.0.1:49152/%2e%2e/callback"
            })
    void aMutatedRedirectIsRefusedAndLeadsNowhere(String redirect) throws Exception {
        browser.signIn(LEARNER, RunningIdentity.PASSWORD);
        for (String prompt : List.of("", "&prompt=none", "&prompt=login", "&max_age=0")) {
            Answer answer = browser.get(Browser.authorize("demo-native", redirect, "openid") + prompt);
            assertThat(answer.status()).as(prompt).isEqualTo(400);
            assertThat(answer.location()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "redirect_uri", "response_type", "scope", "state", "code_challenge"})
    void aParameterSaidTwiceIsRefused(String name) throws Exception {
        browser.signIn(LEARNER, RunningIdentity.PASSWORD);
        Answer answer = browser.get(Browser.authorize("demo-native", LOOPBACK, "openid") + "&" + name + "=evil");
        assertThat(answer.location() + answer.body()).doesNotContain("code=");
        assertThat(answer.query("code")).isEmpty();
        assertThat(answer.status() == 400 || answer.query("error").equals("invalid_request"))
                .as(answer.location())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "id_token", "code token", "code id_token", "none", "", "CODE"})
    void everyOtherResponseTypeIsRefused(String type) throws Exception {
        browser.signIn(LEARNER, RunningIdentity.PASSWORD);
        String request = Browser.authorize("demo-native", LOOPBACK, "openid")
                .replace("response_type=code", "response_type=" + URLEncoder.encode(type, StandardCharsets.UTF_8));
        Answer answer = browser.get(request);
        assertThat(answer.location()).doesNotContain("token=").doesNotContain("code=");
    }

    @Test
    void aTokenNeverLeavesInAFragment() throws Exception {
        browser.signIn(LEARNER, RunningIdentity.PASSWORD);
        Answer answer = browser.get(Browser.authorize("demo-native", LOOPBACK, "openid") + "&response_mode=fragment");
        assertThat(answer.location()).doesNotContain("#");
    }

    // ---- algorithms and keys

    @Test
    void algorithmConfusionIsRefused() throws Exception {
        String good = Gateway.accessToken(gateway.tokens(LEARNER));
        assertThat(tells(good)).as("the token itself").isTrue();
        JsonNode claims = Browser.claims(good);
        String kid = Browser.header(good).get("kid").asString();
        RSAPublicKey published = published(kid);
        KeyPair own = ownKeys();
        Map<String, String> forged = new HashMap<>();
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            forged.put("alg " + none, unsigned(header(none, kid), claims));
        }
        forged.put("no alg", unsigned(Map.of("typ", "at+jwt", "kid", kid), claims));
        for (String hmac : List.of("HS256", "HS384", "HS512")) {
            forged.put(hmac + " with the key's DER", hmac(hmac, kid, claims, published.getEncoded()));
            forged.put(hmac + " with the key's PEM", hmac(hmac, kid, claims, pem(published)));
            forged.put(
                    hmac + " with the modulus",
                    hmac(hmac, kid, claims, published.getModulus().toByteArray()));
            forged.put(
                    hmac + " with the JWKS",
                    hmac(hmac, kid, claims, browser.get("/oauth2/jwks").body().getBytes(StandardCharsets.UTF_8)));
            forged.put(hmac + " with nothing", hmac(hmac, kid, claims, new byte[] {0}));
        }
        forged.put("another key under the published kid", signed(header("RS256", kid), claims, own));
        for (String name :
                List.of("../../../dev/null", "/dev/null", "' union select 'x", "", "http://evil.test/k", "key_0")) {
            forged.put("kid " + name, signed(header("RS256", name), claims, own));
        }
        forged.put("no kid", signed(Map.of("alg", "RS256", "typ", "at+jwt"), claims, own));
        Map<String, Object> embedded = new HashMap<>(header("RS256", kid));
        embedded.put("jwk", jwk((RSAPublicKey) own.getPublic(), kid));
        forged.put("a key of its own in the header", signed(embedded, claims, own));
        Map<String, Object> pointed = new HashMap<>(header("RS256", kid));
        pointed.put("jku", "http://127.0.0.1:9/jwks");
        pointed.put("x5u", "http://127.0.0.1:9/x5u");
        forged.put("an address of keys in the header", signed(pointed, claims, own));
        Map<String, Object> critical = new HashMap<>(header("RS256", kid));
        critical.put("crit", List.of("b64"));
        critical.put("b64", false);
        forged.put("crit and b64", signed(critical, claims, own));
        String[] parts = good.split("\\.");
        forged.put("no signature", parts[0] + "." + parts[1] + ".");
        forged.put("other claims", parts[0] + "." + base64(other(claims)) + "." + parts[2]);
        forged.put("a signature of zeros", parts[0] + "." + parts[1] + "." + base64(new byte[256]));
        forged.forEach((name, token) -> assertThat(tells(token)).as(name).isFalse());
    }

    @Test
    void anIdTokenOrARefreshTokenInThePlaceOfAnAccessTokenIsRefused() throws Exception {
        Answer tokens = gateway.tokens(LEARNER);
        assertThat(tells(tokens.json().get("id_token").asString())).isFalse();
        assertThat(tells(Gateway.refreshToken(tokens))).isFalse();
    }

    @Test
    void anAccessTokenAsHintOfASignOutIsRefusedAndSignsNobodyOut() throws Exception {
        Answer tokens = gateway.tokens(LEARNER);
        String forged = unsigned(
                header("none", "x"),
                Browser.claims(tokens.json().get("id_token").asString()));
        for (String hint : List.of(Gateway.accessToken(tokens), forged)) {
            assertThat(browser.get("/auth/logout?id_token_hint=" + hint).status())
                    .isEqualTo(400);
        }
        assertThat(gateway.code()).isNotEmpty();
    }

    // ---- refresh tokens

    @Test
    void ofManyRefreshesAtOnceOneLineLives() throws Exception {
        String first = Gateway.refreshToken(gateway.tokens(LEARNER));
        List<String> successors = new ArrayList<>();
        for (Answer answer : atOnce(10, () -> gateway.refresh(first))) {
            if (answer.status() == 200) {
                successors.add(Gateway.refreshToken(answer));
            }
        }
        assertThat(successors).isNotEmpty().doesNotHaveDuplicates();
        Set<String> alive = new HashSet<>();
        for (String successor : successors) {
            Answer next = gateway.refresh(successor);
            if (next.status() == 200) {
                alive.add(Gateway.refreshToken(next));
            }
        }
        assertThat(alive).hasSize(1);
    }

    @Test
    void aRefreshTokenThatWasUsedAndReplacedEndsItsFamilyWhenItComesAgain() throws Exception {
        String first = Gateway.refreshToken(gateway.tokens(LEARNER));
        String second = Gateway.refreshToken(gateway.refresh(first));
        String third = Gateway.refreshToken(gateway.refresh(second));
        assertThat(gateway.refresh(first).json().get("error").asString()).isEqualTo("invalid_grant");
        assertThat(gateway.refresh(third).json().get("error").asString()).isEqualTo("invalid_grant");
    }

    @Test
    void aRefreshTokenOfAnotherClientIsRefusedAndStaysGoodForItsOwn() throws Exception {
        String mine = Gateway.refreshToken(gateway.tokens(LEARNER));
        Map<String, String> form = Map.of("grant_type", "refresh_token", "refresh_token", mine);
        assertThat(browser.tokenAs("demo-integrator", "demo-secret", form).status())
                .isEqualTo(400);
        Map<String, String> open = new HashMap<>(form);
        open.put("client_id", "demo-native");
        assertThat(browser.token(open).status()).isEqualTo(400);
        assertThat(gateway.refresh(mine).status()).isEqualTo(200);
    }

    @Test
    void aRefreshNeverWidensWhatWasGranted() throws Exception {
        String mine = Gateway.refreshToken(gateway.tokens(LEARNER));
        Answer answer = gateway.ask(
                Map.of("grant_type", "refresh_token", "refresh_token", mine, "scope", "openid profile:write admin"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asString()).isEqualTo("invalid_scope");
    }

    @Test
    void aRefreshTokenAsAccessTokenAsCodeOrWithBlanksIsRefused() throws Exception {
        String mine = Gateway.refreshToken(gateway.tokens(LEARNER));
        for (String mutated : List.of(mine + " ", " " + mine, mine.substring(1), mine + mine, "family:x", "%00", "")) {
            assertThat(gateway.refresh(mutated).status()).as(mutated).isEqualTo(400);
        }
        assertThat(gateway.exchange(mine).status()).isEqualTo(400);
    }

    // ---- headers

    @Test
    void aForgedAddressOfAClientDoesNotMakeGuessesFree() throws Exception {
        int looked = 0;
        for (int i = 0; i < 12; i++) {
            Browser liar = RunningIdentity.browser()
                    .with("X-Forwarded-For", "203.0.113." + i)
                    .with("Forwarded", "for=203.0.113." + i)
                    .with("X-Real-IP", "203.0.113." + i)
                    .with("Aula-Client-Address", "203.0.113." + i + " " + base64(new byte[32]));
            looked += liar.signIn(LEARNER, "guess number " + i).location().contains("refused") ? 1 : 0;
        }
        assertThat(looked).isLessThanOrEqualTo(6);
    }

    @Test
    void forgedHeadersMoveNeitherTheIssuerNorAnAddress() throws Exception {
        Browser liar = RunningIdentity.browser()
                .with("X-Forwarded-Host", "evil.test")
                .with("X-Forwarded-Proto", "https")
                .with("X-Forwarded-Prefix", "/evil")
                .with("X-Original-URL", "/oauth2/token")
                .with("X-HTTP-Method-Override", "POST")
                .with("Forwarded", "host=evil.test");
        assertThat(liar.get("/.well-known/openid-configuration").body())
                .doesNotContain("evil")
                .contains("\"issuer\":\"" + RunningIdentity.ISSUER + "\"");
        assertThat(liar.get(Browser.authorize("demo-native", LOOPBACK, "openid"))
                        .location())
                .doesNotContain("evil")
                .startsWith("/auth/login");
        assertThat(liar.get("/oauth2/token").status()).isEqualTo(400);
        assertThat(liar.signIn(LEARNER, RunningIdentity.PASSWORD).location()).doesNotContain("evil");
    }

    @Test
    void aClientThatProvesItselfTwiceOrAsAnotherIsRefused() throws Exception {
        Map<String, String> form = new HashMap<>(Map.of("grant_type", "client_credentials"));
        form.put("client_id", "demo-integrator");
        form.put("client_secret", "demo-secret");
        assertThat(browser.tokenAs("demo-integrator", "demo-secret", form).status())
                .isEqualTo(400);
        form.put("client_id", "demo-native");
        assertThat(browser.tokenAs("demo-integrator", "demo-secret", form).status())
                .isIn(400, 401);
        form.remove("client_secret");
        assertThat(browser.token(form).status())
                .as("a public client on its own")
                .isIn(400, 401);
    }

    // ---- sessions

    @Test
    void aSessionThatSomebodyElseChoseIsNotSignedIn() throws Exception {
        try (HttpClient attacker = HttpClient.newHttpClient()) {
            String planted = cookie(raw(attacker, "/auth/login", null));
            CookieManager jar = new CookieManager();
            try (HttpClient victim = HttpClient.newBuilder().cookieHandler(jar).build()) {
                jar.put(URI.create(RunningIdentity.base()), Map.of("Set-Cookie", List.of(planted + "; Path=/")));
                String page = raw(victim, "/auth/login", null).body();
                String csrf = page.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
                String form = Browser.encode(
                        Map.of("username", LEARNER, "password", RunningIdentity.PASSWORD, "_csrf", csrf));
                HttpResponse<String> in = victim.send(
                        HttpRequest.newBuilder(URI.create(RunningIdentity.base() + "/auth/login"))
                                .header("content-type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(in.headers().firstValue("location").orElse("")).startsWith("/session/sign-in");
            }
            String authorize = Browser.authorize("aula-spa", Gateway.REDIRECT, "openid");
            assertThat(raw(attacker, authorize, planted)
                            .headers()
                            .firstValue("location")
                            .orElse(""))
                    .as("the planted session")
                    .startsWith("/auth/login");
        }
    }

    @Test
    void aSessionIdThatWasNeverGivenIsNotTakenUp() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = raw(client, "/auth/login", "AULA_ID_8080=ABCDEF0123456789ABCDEF0123456789");
            assertThat(cookie(answer)).doesNotContain("ABCDEF0123456789ABCDEF0123456789");
        }
    }

    // ---- enumeration

    @Test
    void whetherAnAddressOrAClientIsKnownCannotBeReadFromAnAnswer() throws Exception {
        Browser stranger = RunningIdentity.browser();
        assertThat(stranger.signIn(LEARNER, "wrong wrong wrong").location())
                .isEqualTo(stranger.signIn("nobody-at-all@aula.test", "wrong wrong wrong")
                        .location());
        assertThat(stranger.submit("/auth/forgotten", "/auth/forgotten", Map.of("email", LEARNER))
                        .location())
                .isEqualTo(stranger.submit(
                                "/auth/forgotten", "/auth/forgotten", Map.of("email", "nobody-at-all@aula.test"))
                        .location());
        Answer wrongSecret = browser.tokenAs("demo-integrator", "wrong", Map.of("grant_type", "client_credentials"));
        Answer nobody = browser.tokenAs("cli_nobody", "wrong", Map.of("grant_type", "client_credentials"));
        assertThat(wrongSecret.status()).isEqualTo(nobody.status()).isEqualTo(401);
        assertThat(wrongSecret.body()).isEqualTo(nobody.body());
    }

    /** A hash takes some tens of milliseconds; who leaves it out for strangers answers in a fraction of it, however busy the machine. */
    @Test
    void whetherAnAddressIsKnownCannotBeReadFromTheTimeOfAnAnswer() throws Exception {
        Browser stranger = RunningIdentity.browser();
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            sql.execute("delete from login_throttle");
            String csrf = stranger.csrf("/auth/login");
            known.add(timed(stranger, LEARNER, csrf));
            unknown.add(timed(stranger, "nobody-" + i + "@aula.test", csrf));
        }
        assertThat(median(unknown)).isGreaterThan(median(known) / 3);
        assertThat(median(known)).isGreaterThan(median(unknown) / 3);
    }

    // ---- tools

    private String nativeCode() throws Exception {
        return browser.get(Browser.authorize("demo-native", LOOPBACK, "openid")).query("code");
    }

    private Answer redeem(String client, String code, String redirect, String verifier) throws Exception {
        Map<String, String> form = redemption(code, redirect, verifier);
        form.put("client_id", client);
        return browser.token(form);
    }

    private static Map<String, String> redemption(String code, String redirect, String verifier) {
        Map<String, String> form = new HashMap<>(Map.of("grant_type", "authorization_code", "code", code));
        if (redirect != null) {
            form.put("redirect_uri", redirect);
        }
        if (verifier != null) {
            form.put("code_verifier", verifier);
        }
        return form;
    }

    /** Whether anybody is told anything for this token: at the user's endpoint or in the graph. */
    private boolean tells(String token) {
        try {
            int status = browser.post("/userinfo", Map.of(), "authorization", "Bearer " + token)
                    .status();
            Answer graph = browser.graphql("{ viewer { user { id } } }", token);
            boolean isKnown = graph.status() == 200
                    && graph.json().at("/data/viewer/user/id").isString();
            assertThat(isKnown).as("graph and userinfo agree: " + status).isEqualTo(status == 200);
            return isKnown;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Map<String, Object> header(String algorithm, String kid) {
        return Map.of("alg", algorithm, "typ", "at+jwt", "kid", kid);
    }

    private static String unsigned(Map<String, ?> header, JsonNode claims) {
        return content(header, claims) + ".";
    }

    private static String hmac(String algorithm, String kid, JsonNode claims, byte[] key) throws Exception {
        String content = content(header(algorithm, kid), claims);
        Mac mac = Mac.getInstance("HmacSHA" + algorithm.substring(2));
        mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
        return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static String signed(Map<String, ?> header, JsonNode claims, KeyPair keys) throws Exception {
        String content = content(header, claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(content.getBytes(StandardCharsets.UTF_8));
        return content + "." + base64(signature.sign());
    }

    private static String content(Map<String, ?> header, JsonNode claims) {
        JsonMapper json = JsonMapper.shared();
        return base64(json.writeValueAsBytes(header)) + "." + base64(json.writeValueAsBytes(claims));
    }

    private static byte[] other(JsonNode claims) {
        return claims.toString()
                .replaceAll("usr_[0-9A-Z]+", "usr_01DEMOADMIN00000000000001")
                .getBytes(StandardCharsets.UTF_8);
    }

    private RSAPublicKey published(String kid) throws Exception {
        for (JsonNode key : browser.get("/oauth2/jwks").json().get("keys")) {
            if (key.get("kid").asString().equals(kid)) {
                return (RSAPublicKey) KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(number(key.get("n")), number(key.get("e"))));
            }
        }
        throw new AssertionError("no key " + kid);
    }

    private static BigInteger number(JsonNode part) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(part.asString()));
    }

    private static Map<String, Object> jwk(RSAPublicKey key, String kid) {
        return Map.of(
                "kty",
                "RSA",
                "kid",
                kid,
                "n",
                base64(key.getModulus().toByteArray()),
                "e",
                base64(key.getPublicExponent().toByteArray()));
    }

    private static byte[] pem(RSAPublicKey key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return ("-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static KeyPair ownKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static List<Answer> atOnce(int times, Callable<Answer> act) throws Exception {
        List<Answer> answers = new ArrayList<>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : pool.invokeAll(java.util.Collections.nCopies(times, act))) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private static HttpResponse<String> raw(HttpClient client, String path, String cookie) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(RunningIdentity.base() + path))
                .header("accept", "text/html");
        if (cookie != null) {
            request.header("cookie", cookie);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().allValues("set-cookie").stream()
                .filter(each -> each.startsWith("AULA_ID_"))
                .map(each -> each.split(";")[0])
                .findFirst()
                .orElse("");
    }

    private static long timed(Browser stranger, String address, String csrf) throws Exception {
        long began = System.nanoTime();
        stranger.post("/auth/login", Map.of("username", address, "password", "wrong wrong wrong", "_csrf", csrf));
        return System.nanoTime() - began;
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
