package io.aula.identity.authserver;

import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.throttle.ClientAddress;
import io.aula.identity.account.throttle.Origin;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Where an attempt to sign in comes from: a browser that has signed in to that account before shows a cookie we sealed
 * then, all others are their network. The cookie is the browser's own id and a seal for each of the last accounts, so each
 * device is counted by itself and a family shares one computer.
 */
final class KnownBrowsers {
    private static final String COOKIE = "AULA_KNOWN";
    private static final Duration LIFETIME = Duration.ofDays(365);
    private static final int MOST_ACCOUNTS = 5;
    private static final int LONGEST = 400;

    private final SecretKeySpec key;
    private final boolean secure;
    private final ClientAddress addresses;

    KnownBrowsers(byte[] key, boolean secure, ClientAddress addresses) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.secure = secure;
        this.addresses = addresses;
    }

    /** A browser's id and the seals of the accounts it signed in to, the last one first. */
    private record Known(String device, List<String> seals) {}

    Origin origin(HttpServletRequest request, EmailAddress address) {
        Optional<Known> known = read(request).filter(browser -> isSealed(browser, address));
        return known.<Origin>map(browser -> new Origin.KnownDevice(browser.device()))
                .orElseGet(() -> addresses.network(request));
    }

    void remember(HttpServletRequest request, HttpServletResponse response, EmailAddress address) {
        Known before = read(request).orElseGet(() -> new Known(UUID.randomUUID().toString(), List.of()));
        String seal = seal(before.device(), address);
        List<String> seals = new ArrayList<>(List.of(seal));
        before.seals().stream().filter(other -> !other.equals(seal)).forEach(seals::add);
        String value =
                before.device() + "." + String.join(".", seals.subList(0, Math.min(seals.size(), MOST_ACCOUNTS)));
        ResponseCookie cookie = ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/auth")
                .maxAge(LIFETIME)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static Optional<Known> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(COOKIE) && cookie.getValue().length() <= LONGEST) {
                List<String> parts = List.of(cookie.getValue().split("\\."));
                return parts.size() < 2
                        ? Optional.empty()
                        : Optional.of(new Known(parts.getFirst(), parts.subList(1, parts.size())));
            }
        }
        return Optional.empty();
    }

    private boolean isSealed(Known browser, EmailAddress address) {
        String seal = seal(browser.device(), address);
        return browser.seals().stream().anyMatch(shown -> same(shown, seal));
    }

    private String seal(String device, EmailAddress address) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(("known-browser\n" + device + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] seal = mac.doFinal(address.value().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(seal);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
