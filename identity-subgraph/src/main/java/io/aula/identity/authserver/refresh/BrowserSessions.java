package io.aula.identity.authserver.refresh;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
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
    /** Without a request; whoever has not signed in has less (application.yaml). */
    private static final Duration SIGNED_IN = Duration.ofHours(12);
    /** Longer than a session of the pages or a refresh token lives. */
    private static final Duration MEMORY = Duration.ofDays(40);

    private final BrowserSessionRows rows;
    private final Clock clock;

    BrowserSessions(BrowserSessionRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Marks the session of a person who just signed in. */
    public void begin(HttpSession session) {
        session.setAttribute(ATTRIBUTE, UUID.randomUUID().toString());
        session.setMaxInactiveInterval((int) SIGNED_IN.toSeconds());
    }

    /** Remembers that this code, if it is the gateway's, was given to this browser. */
    public void bind(HttpServletRequest request, String code) {
        id(request).ifPresent(id -> rows.bind(id, code));
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

    /** Drops a session that was ended from elsewhere. */
    public void dropIfEnded(HttpServletRequest request) {
        if (id(request).filter(rows::isEnded).isPresent()) {
            invalidate(request);
        }
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
