package io.aula.gateway.session;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
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
    private final Revocations revocations;
    private final TokenEndpoint.ClientCredentials client;
    private final URI issuer;
    private final List<String> scopes;
    private final Clock clock;

    public SignIn(
            CookieJar cookies,
            TokenEndpoint tokens,
            Revocations revocations,
            TokenEndpoint.ClientCredentials client,
            URI issuer,
            List<String> scopes,
            Clock clock) {
        this.cookies = cookies;
        this.tokens = tokens;
        this.revocations = revocations;
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

    /**
     * @param signUp whether to open the sign-up page first (OpenID Connect {@code prompt=create})
     * @param language of the page the person comes from, which the sign-in pages follow if they speak it
     */
    public Redirect begin(
            @Nullable String returnTo, boolean signUp, @Nullable String language, @Nullable String cookieHeader) {
        LoginState login = new LoginState(random(), random(), random(), ReturnPath.of(returnTo), clock.instant());
        String location = issuer + "/oauth2/authorize?response_type=code"
                + "&client_id=" + encode(client.id())
                + "&redirect_uri=" + encode(client.redirectUri().toString())
                + "&scope=" + encode(String.join(" ", scopes))
                + "&state=" + login.state()
                + "&nonce=" + login.nonce()
                + "&code_challenge=" + challenge(login.verifier())
                + "&code_challenge_method=S256"
                // Our cookie is in this browser for ten minutes; a mail is read later and elsewhere.
                + "&return_to=" + encode(login.returnTo())
                + uiLocales(language)
                + (signUp ? "&prompt=create" : "");
        List<String> setCookies = new ArrayList<>(cookies.clearOldLogins(cookieHeader));
        setCookies.addFirst(cookies.write(login));
        return new Redirect(location, setCookies);
    }

    private static String uiLocales(@Nullable String language) {
        return "es".equals(language) || "en".equals(language) ? "&ui_locales=" + language : "";
    }

    /**
     * Ends at the page the person came from, or at the sign-in error page with a reason the SPA can show. Empty if the authorization
     * server does not answer: the same callback may be tried again, since nothing of the sign-in is forgotten.
     */
    public Optional<Redirect> finish(Callback callback, @Nullable String cookieHeader) {
        Optional<LoginState> known = cookies.readLogin(cookieHeader, callback.state(), clock.instant());
        if (known.isEmpty()) {
            // Whoever comes back to an address that has done its work is signed in already.
            boolean isSignedIn = cookies.readSession(cookieHeader).isPresent();
            return Optional.of(new Redirect(isSignedIn ? "/" : "/?sign-in=expired", List.of()));
        }
        LoginState login = known.get();
        // An answer that does not say whose it is may be another server's (RFC 9207 §2.4), a refusal too.
        if (!issuer.toString().equals(callback.issuer())) {
            return Optional.of(failed(login, "issuer"));
        }
        if (callback.error() != null || callback.code() == null) {
            return Optional.of(failed(login, "refused"));
        }
        return switch (tokens.exchange(callback.code(), login.verifier())) {
            case TokenEndpoint.Answer.Granted granted
            when hasNonce(granted.idToken(), login.nonce()) ->
                Optional.of(new Redirect(
                        login.returnTo(), List.of(cookies.write(granted.session()), cookies.clearLogin(login))));
            case TokenEndpoint.Answer.Granted granted -> {
                revocations.revoke(granted.session());
                yield Optional.of(failed(login, "nonce"));
            }
            case TokenEndpoint.Answer.Refused refused -> Optional.of(failed(login, "refused"));
            case TokenEndpoint.Answer.Unreachable unreachable -> Optional.empty();
        };
    }

    /**
     * Revokes the session's tokens, by which the authorization server ends the session at its own pages too, and returns the cookies
     * that delete both here.
     */
    public List<String> end(@Nullable String cookieHeader) {
        cookies.readSession(cookieHeader).ifPresent(revocations::revoke);
        return List.of(cookies.clearSession(), cookies.clearIdentitySession());
    }

    private Redirect failed(LoginState login, String reason) {
        return new Redirect("/?sign-in=" + reason, List.of(cookies.clearLogin(login)));
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
