package io.aula.identity.authserver;

import io.aula.identity.authserver.page.PendingAuthorization;
import io.aula.identity.authserver.refresh.BrowserSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/** Where the browser goes after the sign-in form. */
@Component
final class SignInAnswers {
    private final KnownBrowsers known;
    private final BrowserSessions browsers;
    private final PendingAuthorization pending;

    SignInAnswers(KnownBrowsers known, BrowserSessions browsers, PendingAuthorization pending) {
        this.known = known;
        this.browsers = browsers;
        this.pending = pending;
    }

    void signedIn(HttpServletRequest request, HttpServletResponse response, Authentication person) throws IOException {
        browsers.begin(request.getSession());
        known.remember(
                response, String.valueOf(request.getParameter("username")).strip());
        response.sendRedirect(pending.takeOrElse(request, response, "/session/sign-in"));
    }

    /** Says no by redirect, so that reloading does not post the password again. */
    void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        String reason = refusal instanceof ThrottledException throttled
                ? "?throttled=" + Math.max(1, throttled.remaining().toSeconds())
                : "?refused";
        response.sendRedirect("/auth/login" + reason);
    }
}
