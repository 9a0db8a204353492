package io.aula.gateway.session;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads our cookies: the session, which session has ended, and the state of each sign-in that is under way, so that two
 * tabs can sign in at once. On https their names start with {@code __Host-}; off https with the port in the name, so that two
 * stacks on one host leave each other's alone.
 *
 * <p>That a session has ended is told beside it: an answer that deleted the session's cookie might delete a newer one, which another
 * request got meanwhile.
 */
public final class CookieJar {
    /** Browsers promise 4,096 bytes for name, value and attributes (RFC 6265 §6.1). */
    static final int MAX_BYTES = 3_800;

    private static final Duration SESSION_LIFE = Duration.ofDays(30);
    private static final Duration LOGIN_LIFE = Duration.ofMinutes(10);
    private static final String SEPARATOR = "\n";
    /** A state of ours: 32 random bytes in base64url. */
    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final int NAMING = 8;
    private static final int MAX_LOGINS = 4;

    private final Seal seal;
    private final String sessionName;
    private final String endedName;
    private final String loginName;
    private final String identityName;
    private final String attributes;

    public CookieJar(KeyRing keys, URI publicUrl) {
        this.seal = new Seal(keys);
        boolean secure = "https".equals(publicUrl.getScheme());
        String suffix = secure ? "" : "-" + publicUrl.getPort();
        this.sessionName = (secure ? "__Host-aula-session" : "aula-session") + suffix;
        this.endedName = (secure ? "__Host-aula-ended" : "aula-ended") + suffix;
        this.loginName = (secure ? "__Host-aula-login" : "aula-login") + suffix;
        this.identityName = "AULA_ID_" + publicUrl.getPort();
        this.attributes = "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }

    /** The Set-Cookie header's value. */
    public String write(Session session) {
        String plain = String.join(
                SEPARATOR,
                session.accessToken(),
                session.refreshToken(),
                Long.toString(session.expiresAt().getEpochSecond()));
        String cookie = set(sessionName, plain, SESSION_LIFE);
        if (cookie.length() > MAX_BYTES) {
            throw new IllegalStateException("The session cookie has " + cookie.length() + " bytes; browsers drop it");
        }
        return cookie;
    }

    /** Empty also for a session of which a browser was told that it has ended. */
    public Optional<Session> readSession(@Nullable String cookieHeader) {
        return read(sessionName, cookieHeader)
                .filter(parts -> parts.length == 3)
                .map(parts -> new Session(parts[0], parts[1], Instant.ofEpochSecond(Long.parseLong(parts[2]))))
                .filter(session -> find(endedName, cookieHeader)
                        .filter(ended -> ended.equals(fingerprint(session)))
                        .isEmpty());
    }

    /** Ends this session in its browser, and none that has taken its place. */
    public String end(Session session) {
        return endedName + "=" + fingerprint(session) + "; Max-Age=" + SESSION_LIFE.toSeconds() + attributes;
    }

    String write(LoginState login) {
        String name = loginName(login.state());
        return set(
                name,
                String.join(
                        SEPARATOR,
                        login.state(),
                        login.nonce(),
                        login.verifier(),
                        login.returnTo(),
                        Long.toString(login.startedAt().getEpochSecond())),
                LOGIN_LIFE);
    }

    Optional<LoginState> readLogin(@Nullable String cookieHeader, @Nullable String state, Instant now) {
        if (state == null || !STATE.matcher(state).matches()) {
            return Optional.empty();
        }
        return read(loginName(state), cookieHeader)
                .filter(parts -> parts.length == 5)
                .map(parts -> new LoginState(
                        parts[0], parts[1], parts[2], parts[3], Instant.ofEpochSecond(Long.parseLong(parts[4]))))
                .filter(login -> login.state().equals(state))
                .filter(login -> now.isBefore(login.startedAt().plus(LOGIN_LIFE)));
    }

    /** Of sign-ins that were begun and left a few are kept: whoever begins again and again must not fill the request's head. */
    List<String> clearOldLogins(@Nullable String cookieHeader) {
        List<String> names = pairs(cookieHeader)
                .map(pair -> pair.split("=", 2)[0])
                .filter(name -> name.startsWith(loginName + "-"))
                .toList();
        // Browsers send those first that they got first (RFC 6265 §5.4).
        return names.stream()
                .limit(Math.max(0, names.size() - (MAX_LOGINS - 1)))
                .map(name -> name + "=; Max-Age=0" + attributes)
                .toList();
    }

    public String clearSession() {
        return sessionName + "=; Max-Age=0" + attributes;
    }

    /** The authorization server's own session: left alone, the next sign-in would ask for no password. */
    public String clearIdentitySession() {
        return identityName + "=; Max-Age=0" + attributes;
    }

    String clearLogin(LoginState login) {
        return loginName(login.state()) + "=; Max-Age=0" + attributes;
    }

    private String loginName(String state) {
        return loginName + "-" + state.substring(0, NAMING);
    }

    /** Nothing of the token can be read from it. */
    private static String fingerprint(Session session) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(session.refreshToken().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    private String set(String name, String plain, Duration life) {
        return name + "=" + seal.close(name, plain.getBytes(StandardCharsets.UTF_8)) + "; Max-Age=" + life.toSeconds()
                + attributes;
    }

    private Optional<String[]> read(String name, @Nullable String header) {
        return find(name, header)
                .flatMap(value -> seal.open(name, value))
                .map(plain -> new String(plain, StandardCharsets.UTF_8).split(SEPARATOR, -1));
    }

    private static Optional<String> find(String name, @Nullable String header) {
        return pairs(header)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    private static Stream<String> pairs(@Nullable String header) {
        return header == null
                ? Stream.empty()
                : Arrays.stream(header.split(";")).map(String::strip);
    }
}
