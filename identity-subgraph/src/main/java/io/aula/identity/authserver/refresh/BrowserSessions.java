package io.aula.identity.authserver.refresh;

import io.aula.identity.account.throttle.ClientAddress;
import io.aula.platform.id.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a person's browser is signed in to: its session at our pages, and the token family that the gateway was given from
 * it. Ending either ends both. A family of a program of somebody else's stands alone: revoking it signs nobody out of Aula.
 */
@Service
public class BrowserSessions {
    private static final String ATTRIBUTE = "aula.browser-session";
    private static final String PERSON = "aula.person";
    private static final String EPOCH = "aula.epoch";
    /** Without a request; whoever has not signed in has less (application.yaml). */
    private static final Duration SIGNED_IN = Duration.ofHours(12);
    /** Longer than a session of the pages or a refresh token lives. */
    private static final Duration MEMORY = Duration.ofDays(40);

    private final BrowserSessionRows rows;
    private final ClientAddress addresses;
    private final Clock clock;

    BrowserSessions(BrowserSessionRows rows, ClientAddress addresses, Clock clock) {
        this.rows = rows;
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * Marks the session of a person who just signed in.
     *
     * @param epoch their sign-out generation when the password was compared
     */
    public void begin(HttpSession session, UserId person, int epoch) {
        session.setAttribute(ATTRIBUTE, UUID.randomUUID().toString());
        session.setAttribute(PERSON, person.text());
        session.setAttribute(EPOCH, epoch);
        session.setMaxInactiveInterval((int) SIGNED_IN.toSeconds());
    }

    /** Remembers that this code, if it is the gateway's, was given to this browser, and what it looks like to its owner. */
    public void bind(HttpServletRequest request, String code) {
        String device = DeviceName.of(request.getHeader(HttpHeaders.USER_AGENT)).orElse(null);
        String network = NetworkName.of(addresses.of(request));
        id(request).ifPresent(id -> rows.bind(id, code, device, network));
    }

    /** Signs the browser out of our pages and of what the gateway was given. */
    @Transactional
    public void end(HttpServletRequest request) {
        id(request).ifPresent(id -> {
            rows.end(id, clock.instant());
            rows.revokeFamilies(id, clock.instant());
        });
        invalidate(request);
    }

    /** Ends the browser's session that this authorization was given to, if any; its families are revoked too. */
    @Transactional
    public void endOf(String authorizationId) {
        rows.sessionOf(authorizationId).ifPresent(id -> {
            rows.end(id, clock.instant());
            rows.revokeFamilies(id, clock.instant());
        });
    }

    /** Drops a session that was ended from elsewhere, or whose person was signed out everywhere since. */
    public void dropIfEnded(HttpServletRequest request) {
        if (id(request).filter(id -> isEnded(request.getSession(false), id)).isPresent()) {
            invalidate(request);
        }
    }

    private boolean isEnded(HttpSession session, String id) {
        String person = (String) session.getAttribute(PERSON);
        Integer epoch = (Integer) session.getAttribute(EPOCH);
        return person == null || epoch == null || rows.isEnded(id, person, epoch);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT20M")
    void forgetOld() {
        rows.deleteOlderThan(clock.instant().minus(MEMORY));
    }

    private static void invalidate(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static Optional<String> id(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable((String) session.getAttribute(ATTRIBUTE));
    }
}
