package io.aula.gateway.session;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the two cookies: the session, and the state of a sign-in that is under way. On https their names start
 * with {@code __Host-}; off https with the port in the name, so that two stacks on one host leave each other's alone.
 */
public final class CookieJar {
    /** Browsers promise 4,096 bytes for name, value and attributes (RFC 6265 §6.1). */
    static final int MAX_BYTES = 3_800;

    private static final Duration SESSION_LIFE = Duration.ofDays(30);
    private static final Duration LOGIN_LIFE = Duration.ofMinutes(10);
    private static final String SEPARATOR = "\n";

    private final Seal seal;
    private final String sessionName;
    private final String loginName;
    private final String identityName;
    private final String attributes;

    public CookieJar(KeyRing keys, URI publicUrl) {
        this.seal = new Seal(keys);
        boolean secure = "https".equals(publicUrl.getScheme());
        String suffix = secure ? "" : "-" + publicUrl.getPort();
        this.sessionName = (secure ? "__Host-aula-session" : "aula-session") + suffix;
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

    public Optional<Session> readSession(@Nullable String cookieHeader) {
        return read(sessionName, cookieHeader)
                .filter(parts -> parts.length == 3)
                .map(parts -> new Session(parts[0], parts[1], Instant.ofEpochSecond(Long.parseLong(parts[2]))));
    }

    String write(LoginState login) {
        return set(
                loginName,
                String.join(
                        SEPARATOR,
                        login.state(),
                        login.nonce(),
                        login.verifier(),
                        login.returnTo(),
                        Long.toString(login.startedAt().getEpochSecond())),
                LOGIN_LIFE);
    }

    Optional<LoginState> readLogin(@Nullable String cookieHeader, Instant now) {
        return read(loginName, cookieHeader)
                .filter(parts -> parts.length == 5)
                .map(parts -> new LoginState(
                        parts[0], parts[1], parts[2], parts[3], Instant.ofEpochSecond(Long.parseLong(parts[4]))))
                .filter(login -> now.isBefore(login.startedAt().plus(LOGIN_LIFE)));
    }

    public String clearSession() {
        return sessionName + "=; Max-Age=0" + attributes;
    }

    /** The authorization server's own session: left alone, the next sign-in would ask for no password. */
    public String clearIdentitySession() {
        return identityName + "=; Max-Age=0" + attributes;
    }

    String clearLogin() {
        return loginName + "=; Max-Age=0" + attributes;
    }

    private String set(String name, String plain, Duration life) {
        return name + "=" + seal.close(name, plain.getBytes(StandardCharsets.UTF_8)) + "; Max-Age=" + life.toSeconds()
                + attributes;
    }

    private Optional<String[]> read(String name, @Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        for (String pair : header.split(";")) {
            String cookie = pair.strip();
            if (cookie.startsWith(name + "=")) {
                return seal.open(name, cookie.substring(name.length() + 1))
                        .map(plain -> new String(plain, StandardCharsets.UTF_8).split(SEPARATOR, -1));
            }
        }
        return Optional.empty();
    }
}
