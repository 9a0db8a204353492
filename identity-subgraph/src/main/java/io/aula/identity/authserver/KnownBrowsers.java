package io.aula.identity.authserver;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Where an attempt to sign in comes from: a browser that has signed in to that account before shows a cookie we sealed
 * then, all others are their network address. Guessing from the owner's own network therefore never slows the owner.
 */
final class KnownBrowsers {
    private static final String COOKIE = "AULA_KNOWN";
    private static final Duration LIFETIME = Duration.ofDays(365);

    private final SecretKeySpec key;
    private final boolean secure;

    KnownBrowsers(byte[] key, boolean secure) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.secure = secure;
    }

    String origin(HttpServletRequest request, String email) {
        String seal = seal(email);
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (cookie.getName().equals(COOKIE) && same(cookie.getValue(), seal)) {
                    return "browser";
                }
            }
        }
        return address(request);
    }

    void remember(HttpServletResponse response, String email) {
        ResponseCookie cookie = ResponseCookie.from(COOKIE, seal(email))
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/auth")
                .maxAge(LIFETIME)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    /** Only the gateway on this host may say whom it speaks for, and only the last hop of what it says is its own word. */
    private static String address(HttpServletRequest request) {
        String forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded == null || !isLoopback(request.getRemoteAddr())) {
            return request.getRemoteAddr();
        }
        return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    private String seal(String email) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update("known-browser\n".getBytes(StandardCharsets.UTF_8));
            byte[] seal = mac.doFinal(email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(seal);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
