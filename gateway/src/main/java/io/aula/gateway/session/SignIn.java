package io.aula.gateway.session;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The SPA's sign-in: authorization code with PKCE on the server (RFC 7636, OAuth 2.1), state and verifier in a sealed
 * cookie, the issuer checked in the answer (RFC 9207).
 */
public final class SignIn {
    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final CookieJar cookies;
    private final TokenEndpoint tokens;
    private final TokenEndpoint.ClientCredentials client;
    private final URI issuer;
    private final List<String> scopes;
    private final Clock clock;

    public SignIn(
            CookieJar cookies,
            TokenEndpoint tokens,
            TokenEndpoint.ClientCredentials client,
            URI issuer,
            List<String> scopes,
            Clock clock) {
        this.cookies = cookies;
        this.tokens = tokens;
        this.client = client;
        this.issuer = issuer;
        this.scopes = List.copyOf(scopes);
        this.clock = clock;
    }

    /** A redirect and the cookies that go with it. */
    public record Redirect(String location, List<String> setCookies) {
        public Redirect {
            setCookies = List.copyOf(setCookies);
        }
    }

    /** What came back from the authorization server. */
    public record Callback(
            @Nullable String code,
            @Nullable String state,
            @Nullable String issuer,
            @Nullable String error) {}

    /** @param signUp whether to open the sign-up page first (OpenID Connect {@code prompt=create}) */
    public Redirect begin(@Nullable String returnTo, boolean signUp) {
        LoginState login = new LoginState(random(), random(), random(), ReturnPath.of(returnTo), clock.instant());
        String location = issuer + "/oauth2/authorize?response_type=code"
                + "&client_id=" + encode(client.id())
                + "&redirect_uri=" + encode(client.redirectUri().toString())
                + "&scope=" + encode(String.join(" ", scopes))
                + "&state=" + login.state()
                + "&nonce=" + login.nonce()
                + "&code_challenge=" + challenge(login.verifier())
                + "&code_challenge_method=S256"
                + (signUp ? "&prompt=create" : "");
        return new Redirect(location, List.of(cookies.write(login)));
    }

    /** Ends at the page the person came from, or at the sign-in error page with a reason the SPA can show. */
    public Redirect finish(Callback callback, @Nullable String cookieHeader) {
        Optional<LoginState> login = cookies.readLogin(cookieHeader, clock.instant());
        if (login.isEmpty() || !login.get().state().equals(callback.state())) {
            return failed("expired");
        }
        if (callback.error() != null || callback.code() == null) {
            return failed("refused");
        }
        if (callback.issuer() != null && !issuer.toString().equals(callback.issuer())) {
            return failed("issuer");
        }
        return switch (tokens.exchange(callback.code(), login.get().verifier())) {
            case TokenEndpoint.Answer.Granted granted
            when hasNonce(granted.idToken(), login.get().nonce()) ->
                new Redirect(login.get().returnTo(), List.of(cookies.write(granted.session()), cookies.clearLogin()));
            case TokenEndpoint.Answer.Granted granted -> failed("nonce");
            case TokenEndpoint.Answer.Refused refused -> failed("refused");
            case TokenEndpoint.Answer.Unreachable unreachable -> failed("unavailable");
        };
    }

    /** Revokes the refresh token and returns the cookies that delete the session, here and at the sign-in pages. */
    public List<String> end(@Nullable String cookieHeader) {
        cookies.readSession(cookieHeader).ifPresent(session -> tokens.revoke(session.refreshToken()));
        return List.of(cookies.clearSession(), cookies.clearIdentitySession());
    }

    private Redirect failed(String reason) {
        return new Redirect("/?sign-in=" + reason, List.of(cookies.clearLogin()));
    }

    /** The id_token came from the token endpoint itself, so its signature needs no check (OpenID Connect Core §3.1.3.7). */
    private static boolean hasNonce(@Nullable String idToken, String nonce) {
        if (idToken == null) {
            return false;
        }
        String[] parts = idToken.split("\\.");
        return parts.length == 3
                && new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .contains("\"nonce\":\"" + nonce + "\"");
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
