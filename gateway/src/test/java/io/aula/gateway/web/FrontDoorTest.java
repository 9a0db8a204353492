package io.aula.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.aula.gateway.policy.auth.ClientAddresses;
import io.aula.gateway.session.CookieJar;
import io.aula.gateway.session.Session;
import io.aula.media.MediaGrant;
import io.aula.media.MediaTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole front door on a real port; an echo stands where identity and courses would be. Long, because starting it takes ten
 * seconds and every sentence is about the same one.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class FrontDoorTest {
    private static final String KEY = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);

    private static final String GATEWAY_KEY = "A".repeat(43);
    /** Of a body that is announced and comes a byte a second. */
    private static final String BODY = "host: a\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n";

    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    static Path folder;

    private static HttpServer upstream;

    @LocalServerPort
    private int port;

    @Autowired
    private MediaTokens tokens;

    @Autowired
    private CookieJar cookies;

    private final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void environment(DynamicPropertyRegistry registry) throws IOException {
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/", exchange -> {
            StringBuilder seen = new StringBuilder(exchange.getRequestURI().toString()).append('\n');
            exchange.getRequestHeaders()
                    .forEach((name, values) -> seen.append(name.toLowerCase())
                            .append('=')
                            .append(values)
                            .append('\n'));
            byte[] body = seen.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        upstream.start();
        String address = "http://127.0.0.1:" + upstream.getAddress().getPort();
        Files.createDirectories(folder.resolve("spa/assets"));
        Files.writeString(folder.resolve("spa/index.html"), "<!doctype html><title>Aula</title>");
        Files.writeString(folder.resolve("spa/assets/app-1a2b.js"), "export {}");
        Files.createDirectories(folder.resolve("spa/graphiql"));
        Files.writeString(folder.resolve("spa/graphiql/index.html"), "<!doctype html><title>GraphiQL</title>");
        Files.createDirectories(folder.resolve("objects/media/vid_1/3"));
        Files.writeString(folder.resolve("objects/media/vid_1/3/master.m3u8"), "#EXTM3U");
        Files.createDirectories(folder.resolve("objects/media/public/img_1/2"));
        Files.writeString(folder.resolve("objects/media/public/img_1/2/640.jpg"), "a picture");
        registry.add("server.port", () -> 0);
        registry.add("aula.identity-url", () -> address);
        registry.add("aula.courses-url", () -> address);
        registry.add("aula.session-keys", () -> KEY);
        registry.add("aula.gateway-key", () -> GATEWAY_KEY);
        registry.add("aula.media-keys", () -> KEY);
        registry.add("aula.spa-client-secret", () -> "secret");
        registry.add(
                "aula.object-store-url", () -> folder.resolve("objects").toUri().toString());
        registry.add("aula.supergraph", () -> "../schema/supergraph.graphql");
        registry.add("aula.spa-directory", () -> folder.resolve("spa").toString());
    }

    @AfterAll
    static void stop() {
        upstream.stop(0);
    }

    @Test
    void theGraphAnswersInFrontOfSpring() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/graphql"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ __typename }\"}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
    }

    @Test
    void aSocketOpensInFrontOfSpringAndStaysOpen() throws Exception {
        var said = new CompletableFuture<String>();
        WebSocket socket = http.newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/graphql"), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        said.complete(text.toString());
                        return null;
                    }
                })
                .get(5, TimeUnit.SECONDS);

        socket.sendText("{\"type\":\"connection_init\"}", true);

        assertThat(said.get(5, TimeUnit.SECONDS)).contains("connection_ack");
        socket.abort();
    }

    @Test
    void everyPageOfTheSpaIsItsIndexUnderAStrictPolicy() throws Exception {
        HttpResponse<String> page = get("/courses/whatever");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Aula</title>");
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'");
    }

    @Test
    void aFolderWithAPageOfItsOwnIsNotTheSpa() throws Exception {
        assertThat(get("/graphiql").body()).contains("<title>GraphiQL</title>");
        assertThat(get("/graphiql/").body()).contains("<title>GraphiQL</title>");
    }

    @Test
    void hashedFilesAreKeptForEverAndMissingOnesAreNoPage() throws Exception {
        assertThat(get("/assets/app-1a2b.js")
                        .headers()
                        .firstValue("cache-control")
                        .orElse(""))
                .contains("immutable");
        assertThat(get("/assets/gone-9z.js").statusCode()).isEqualTo(404);
    }

    @Test
    void filesOutsideTheSpaAreNotServed() throws Exception {
        assertThat(get("/..%2f..%2fobjects/media/vid_1/3/master.m3u8").body()).doesNotContain("EXTM3U");
    }

    @Test
    void mediaNeedsAGrantForThatVideo() throws Exception {
        String token = grant(Instant.now().plusSeconds(60));

        HttpResponse<String> playlist = get("/media/p/" + token + "/vid_1/3/master.m3u8");

        assertThat(playlist.body()).isEqualTo("#EXTM3U");
        assertThat(playlist.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(get("/media/p/" + token + "/vid_2/3/master.m3u8").statusCode())
                .isEqualTo(403);
        assertThat(get("/media/p/" + grant(Instant.now().minusSeconds(60)) + "/vid_1/3/master.m3u8")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPictureForEverybodyNeedsNoGrantAndIsKeptForGood() throws Exception {
        HttpResponse<String> picture = get("/media/i/img_1/2/640.jpg");

        assertThat(picture.body()).isEqualTo("a picture");
        assertThat(picture.headers().firstValue("content-type")).contains("image/jpeg");
        assertThat(picture.headers().firstValue("cache-control"))
                .hasValueSatisfying(kept -> assertThat(kept).contains("public", "max-age=31536000", "immutable"));
        assertThat(get("/media/i/img_1/3/640.jpg").statusCode()).isEqualTo(404);
    }

    @Test
    void noAddressOfAPictureLeadsToAVideo() throws Exception {
        for (String way : List.of("..%2fvid_1", "img_1%2f..%2f..%2fvid_1", "%2e%2e%2fvid_1")) {
            assertThat(get("/media/i/" + way + "/3/master.m3u8").body()).as(way).doesNotContain("EXTM3U");
        }
    }

    @Test
    void aPlaylistIsAskedForEachTimeSinceItMayGrow() throws Exception {
        HttpResponse<String> playlist =
                get("/media/p/" + grant(Instant.now().plusSeconds(60)) + "/vid_1/3/master.m3u8");

        assertThat(playlist.headers().firstValue("cache-control")).contains("no-cache");
    }

    @Test
    void aPlayerMayAskForARange() throws Exception {
        HttpResponse<String> part = send(
                HttpRequest.newBuilder(uri("/media/p/" + grant(Instant.now().plusSeconds(60)) + "/vid_1/3/master.m3u8"))
                        .header("range", "bytes=1-3"));

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("EXT");
    }

    /** Spring's server reads on demand, so that the clocks of the door could stand still. */
    @Test
    void whoSaysNothingOrOnlyHalfIsLetGoHereToo() throws Exception {
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            var silent = all.submit(() -> answerTo("", ""));
            var half = all.submit(() -> answerTo("GET / HTTP/1.1\r\nhost: a\r\nx", ""));
            var graph = all.submit(() -> answerTo("POST /graphql HTTP/1.1\r\n" + BODY, "x"));
            var proxied = all.submit(() -> answerTo("POST /auth/login HTTP/1.1\r\n" + BODY, "x"));
            assertThat(silent.get()).isEmpty();
            assertThat(half.get()).startsWith("HTTP/1.1 408 ");
            assertThat(graph.get()).startsWith("HTTP/1.1 408 ");
            assertThat(proxied.get()).startsWith("HTTP/1.1 408 ");
        }
    }

    private String answerTo(String beginning, String drop) throws IOException {
        StringBuilder answer = new StringBuilder();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            for (int second = 0; second < PATIENCE_SECONDS; second++) {
                try {
                    int read = socket.getInputStream().read();
                    if (read < 0) {
                        return answer.toString();
                    }
                    answer.append((char) read)
                            .append(new String(
                                    socket.getInputStream()
                                            .readNBytes(socket.getInputStream().available()),
                                    StandardCharsets.US_ASCII));
                } catch (SocketTimeoutException quiet) {
                    socket.getOutputStream().write(drop.getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
        throw new AssertionError("Still there after " + PATIENCE_SECONDS + " seconds: " + answer);
    }

    @Test
    void whatAClientSaysOfItselfInHeadersNeverArrives() throws Exception {
        String seen = send(HttpRequest.newBuilder(uri("/.well-known/openid-configuration"))
                        .header("x-forwarded-for", "6.6.6.6")
                        .header("x-forwarded-host", "evil.example")
                        .header("forwarded", "host=evil.example")
                        .header("x-forwarded-anything", "evil")
                        .header("aula-client-address", "6.6.6.6 forged")
                        .header("x-user-id", "usr_admin"))
                .body();

        assertThat(seen)
                .contains("/.well-known/openid-configuration")
                .doesNotContain("evil")
                .doesNotContain("usr_admin");
        assertThat(seen).doesNotContain("6.6.6.6");
        assertThat(seen)
                .contains("aula-client-address=["
                        + ClientAddresses.of(GATEWAY_KEY, "").told(InetAddress.ofLiteral("127.0.0.1"), List.of())
                        + "]");
    }

    @Test
    void whatServicesAreAskedBehindTheDoorIsAskedByNobodyFromOutside() throws Exception {
        for (String path : List.of(
                "/internal/signing-keys",
                "/internal/people",
                "/auth/../internal/signing-keys",
                "/auth/%2e%2e/internal/signing-keys",
                "/auth/.%2E;x=1/internal/signing-keys",
                "/uploads/./../internal/captions",
                "/credentials/../internal/people",
                "/actuator/health")) {
            String answer =
                    raw("POST " + path + " HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            assertThat(answer).as(path).startsWith("HTTP/1.1 4").doesNotContain("host=[");
        }
    }

    @Test
    void theWayToSignInIsOursWhateverTheRequestCallsUs() throws Exception {
        for (String host : List.of("evil.example", "localhost.evil.example:8080", "[2001:db8::666]:8080")) {
            String answer = raw("GET /session/sign-in?return_to=%2F HTTP/1.1\r\nhost: " + host
                    + "\r\nx-forwarded-host: " + host + "\r\nconnection: close\r\n\r\n");
            assertThat(answer)
                    .containsIgnoringCase("location: http://localhost:8080/oauth2/authorize?")
                    .contains("redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fsession%2Fcallback")
                    .doesNotContain("evil", "2001:db8");
        }
    }

    @Test
    void anUploadTellsTheServiceWhereItComesFrom() throws Exception {
        assertThat(send(HttpRequest.newBuilder(uri("/uploads/upl_1")).header("aula-client-address", "6.6.6.6 forged"))
                        .body())
                .contains("aula-client-address=[127.0.0.1 ")
                .doesNotContain("6.6.6.6");
    }

    @Test
    void whatIsMeantForTheNextConnectionOnlyGoesNoFurtherButOursArrives() throws Exception {
        for (String path : List.of("/auth/login", "/uploads/upl_1", "/credentials/proof")) {
            assertThat(raw("GET " + path
                            + " HTTP/1.1\r\nhost: a\r\nx-hop: hop-1\r\nX-Other: hop-2\r\nx-end: arrives\r\n"
                            + "connection: X-Hop , aula-client-address, host,,\r\nconnection: close, x-other\r\n\r\n"))
                    .as(path)
                    .startsWith("HTTP/1.1 200 ")
                    .doesNotContain("hop-1", "hop-2")
                    .contains("x-end=[arrives]", "host=[", "aula-client-address=[127.0.0.1 ");
        }
    }

    @Test
    void anAnswerAboutAnEndedSessionDeletesNoCookieThatIsNewer() throws Exception {
        HttpResponse<String> nobody = send(HttpRequest.newBuilder(uri("/session/refresh"))
                .header("x-aula-csrf", "1")
                .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void theWayToSignInKeepsWhatWasSearchedFor() throws Exception {
        HttpResponse<String> redirect = get("/session/sign-in?return_to=%2F%3Fq%3D100%25");

        assertThat(redirect.statusCode()).isEqualTo(303);
        String cookie = redirect.headers().firstValue("set-cookie").orElse("");
        String state = redirect.headers().firstValue("location").orElse("").replaceAll(".*&state=([^&]*).*", "$1");
        HttpResponse<String> back =
                send(HttpRequest.newBuilder(uri("/session/callback?code=x&iss=http://localhost:8080&state=" + state))
                        .header("cookie", cookie.substring(0, cookie.indexOf(';'))));
        // The echo is no token endpoint: what matters is that nothing broke on the way.
        assertThat(back.statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/uploads/upl_1", "/credentials/proof"})
    void anUploadOrAPasswordTravelsWithTheSessionsTokenInPlaceOfItsCookie(String path) throws Exception {
        String cookie =
                cookies.write(new Session("the-token", "r", Instant.now().plusSeconds(600)));
        String pair = cookie.substring(0, cookie.indexOf(';'));

        String seen = send(HttpRequest.newBuilder(uri(path))
                        .header("cookie", pair)
                        .header("x-aula-csrf", "1")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString("bytes")))
                .body();

        assertThat(seen).contains("authorization=[Bearer the-token]").doesNotContain("cookie=");
        assertThat(send(HttpRequest.newBuilder(uri(path))
                                .header("cookie", pair)
                                .method("PATCH", HttpRequest.BodyPublishers.ofString("bytes")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void renewingASessionNeedsTheHeaderThatAnotherSiteCannotSend() throws Exception {
        assertThat(send(HttpRequest.newBuilder(uri("/session/refresh")).POST(HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(uri("/session/refresh"))
                                .header("x-aula-csrf", "1")
                                .POST(HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void signingInLeavesForTheAuthorizationServerWithPkce() throws Exception {
        HttpResponse<String> redirect = get("/session/sign-in?return_to=/learn");

        assertThat(redirect.statusCode()).isEqualTo(303);
        assertThat(redirect.headers().firstValue("location").orElse(""))
                .startsWith("http://localhost:8080/oauth2/authorize?")
                .contains("code_challenge_method=S256");
        assertThat(redirect.headers().firstValue("set-cookie").orElse("")).contains("HttpOnly");
    }

    @Test
    void everyPathStandsBehindTheSameDoor() throws Exception {
        for (String path : List.of(
                "/graphql",
                "/auth/login",
                "/credentials/proof",
                "/uploads/u",
                "/media/p/t/v/1/f",
                "/session/refresh",
                "/x")) {
            assertThat(raw("POST " + path
                            + " HTTP/1.1\r\nhost: a\r\ntransfer-encoding: identity\r\ncontent-length: 1\r\n\r\nx"))
                    .as(path)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\"errors\"");
            assertThat(raw("GET " + path + "?" + "t".repeat(9_000) + " HTTP/1.1\r\nhost: a\r\n\r\n"))
                    .as(path)
                    .startsWith("HTTP/1.1 414 ");
        }
    }

    @Test
    void aBrokenEscapeIsToldSoWhereverItStands() throws Exception {
        for (String target : List.of(
                "/auth/login?x=%zz",
                "/oauth2/%2",
                "/session/sign-in?return_to=%zz",
                "/session/%",
                "/media/p/%zz/vid_1/3/master.m3u8",
                "/media/i/img_1/2/%",
                "/uploads/%zz",
                "/courses?q=100%",
                "/%zz",
                "/graphql?query=%zz")) {
            assertThat(raw("GET " + target + " HTTP/1.1\r\nhost: a\r\n\r\n"))
                    .as(target)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/json", "BAD_REQUEST", "%25");
        }
    }

    @Test
    void whatSomebodyTypesInTheAddressLineGetsThePage() throws Exception {
        for (String target : List.of(
                "/courses/100%",
                "/?q=100%", "/?q=%", "/%zz?q=%2", "/?q=50%+de+50%25", "/courses/a|b^{c}\\d?q=\\|^{}", "//?q=%")) {
            assertThat(raw("GET " + target
                            + " HTTP/1.1\r\nhost: a\r\naccept: text/html,*/*;q=0.8\r\nconnection: close\r\n\r\n"))
                    .as(target)
                    .startsWith("HTTP/1.1 200 ")
                    .contains("<title>Aula</title>");
        }
        // Behind us it is the letters that were typed, whoever answers there.
        assertThat(
                        raw(
                                "GET /auth/login?q=100%&r=%zz HTTP/1.1\r\nhost: a\r\naccept: text/html\r\nconnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("/auth/login?q=100%25&r=%25zz\n");
        // The graph says what it thinks of it in its own words.
        assertThat(raw("GET /graphql?query=%zz HTTP/1.1\r\nhost: a\r\naccept: text/html\r\nconnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4")
                .contains("\"errors\"");
        // A control character is nothing that can be typed.
        assertThat(raw("GET /a\u0001 HTTP/1.1\r\nhost: a\r\naccept: text/html\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/json");
    }

    @Test
    void lettersThatNobodyEscapedAreReadAsTheyWereTyped() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET /auth/año?q=ñ HTTP/1.1\r\nhost: a\r\naccept: text/html\r\nconnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("/auth/a%C3%B1o?q=%C3%B1\n");
        }
    }

    @Test
    void whatBrowsersLeaveUnescapedReachesWhoeverIsBehind() throws Exception {
        assertThat(raw("GET /auth/a|b?q={c}[\"] HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("/auth/a%7Cb?q=%7Bc%7D%5B%22%5D\n");
        assertThat(raw("GET /courses?q=a|b^{c} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"))
                .contains("<title>Aula</title>");
        assertThat(raw("GET /graphql?query={__typename} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"))
                .contains("{\"data\":{\"__typename\":\"Query\"}}");
    }

    @Test
    void whatCanBeReadCanBeAskedAfter() throws Exception {
        String grant = grant(Instant.now().plusSeconds(60));
        for (String path : List.of(
                "/courses",
                "/assets/app-1a2b.js",
                "/media/p/" + grant + "/vid_1/3/master.m3u8",
                "/media/i/img_1/2/640.jpg")) {
            HttpResponse<String> whole = get(path);
            assertThat(raw("HEAD " + path + " HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
                            .toLowerCase(java.util.Locale.ROOT))
                    .as(path)
                    .startsWith("http/1.1 200 ")
                    .contains("content-length: " + whole.body().length() + "\r\n")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void largeHeadsAndTargetsPassToTheServices() throws Exception {
        assertThat(raw("GET /auth/login?" + "t".repeat(8_000) + " HTTP/1.1\r\nhost: a\r\nconnection: close\r\nx-large: "
                        + "h".repeat(16_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("x-large=[hhhh");
    }

    @Test
    void answersOfTheGraphAndOfServicesLeaveInTheOrderOfTheirRequests() throws Exception {
        String question = "query=%7B__typename%7D";
        assertThat(raw("GET /auth/1 HTTP/1.1\r\nhost: a\r\n\r\nGET /graphql?" + question
                        + " HTTP/1.1\r\nhost: a\r\n\r\nGET /courses HTTP/1.1\r\nhost: a\r\n\r\n"
                        + "GET /graphql?" + question + " HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"))
                .containsSubsequence("/auth/1", "{\"data\":", "<title>Aula</title>", "{\"data\":");
    }

    @Test
    void anOldClientGetsNoChunks() throws Exception {
        assertThat(raw("GET /auth/1 HTTP/1.0\r\n\r\n"))
                .doesNotContain("chunked")
                .contains("/auth/1");
        assertThat(raw("GET / HTTP/1.0\r\naccept-encoding: gzip\r\n\r\n")).doesNotContain("chunked");
    }

    /** What a connection that sends this gets until it ends. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String grant(Instant until) {
        return tokens.sign(new MediaGrant("vid_1", Optional.of("usr_1"), "ses_1", until, false));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
