package io.aula.identity.authserver;

import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.visit.Destination;
import io.aula.identity.account.visit.Visit;
import io.aula.identity.authserver.page.PendingAuthorization;
import io.aula.identity.authserver.refresh.BrowserSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
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
        known.remember(request, response, EmailAddress.of(address(request)));
        response.sendRedirect(pending.take(request, response));
    }

    /** Says no by redirect, so that reloading does not post the password again; the address stays. */
    void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        Visit.type(request, null, address(request));
        if (refusal instanceof BusyAuthenticationException busy) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, String.valueOf(busy.retryAfter().toSeconds()));
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        String page = page(request, refusal);
        response.sendRedirect(Destination.of(request.getParameter("to"))
                .map(destination -> destination.after(page))
                .orElse(page));
    }

    private String page(HttpServletRequest request, AuthenticationException refusal) {
        return switch (refusal) {
            case ThrottledException throttled ->
                "/auth/login?throttled=" + Math.max(1, throttled.remaining().toSeconds());
            case UnconfirmedException unconfirmed -> {
                Visit.await(request, unconfirmed.reference());
                yield "/auth/check-mail?unconfirmed";
            }
            default -> "/auth/login?refused";
        };
    }

    private static String address(HttpServletRequest request) {
        String typed = request.getParameter("username");
        return typed == null ? "" : typed;
    }
}
