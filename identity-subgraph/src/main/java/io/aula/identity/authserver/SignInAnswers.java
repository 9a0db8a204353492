package io.aula.identity.authserver;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.letter.LetterBox;
import io.aula.identity.account.letter.LetterKind;
import io.aula.identity.account.throttle.ClientAddress;
import io.aula.identity.account.throttle.Origin;
import io.aula.identity.account.visit.Destination;
import io.aula.identity.account.visit.Visit;
import io.aula.identity.authserver.page.PendingAuthorization;
import io.aula.identity.authserver.refresh.BrowserSessions;
import io.aula.identity.authserver.refresh.DeviceName;
import io.aula.identity.authserver.refresh.NetworkName;
import io.aula.platform.id.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/** Where the browser goes after the sign-in form. */
@Component
final class SignInAnswers {
    private static final Duration FIRST_SIGN_IN = Duration.ofHours(1);

    /** Request attribute: the sign-out generation of the person whose password was compared. */
    static final String EPOCH = "aula.epoch";

    private final KnownBrowsers known;
    private final BrowserSessions browsers;
    private final PendingAuthorization pending;
    private final AccountService accounts;
    private final LetterBox letters;
    private final ClientAddress addresses;
    private final Clock clock;

    SignInAnswers(
            KnownBrowsers known,
            BrowserSessions browsers,
            PendingAuthorization pending,
            AccountService accounts,
            LetterBox letters,
            ClientAddress addresses,
            Clock clock) {
        this.known = known;
        this.browsers = browsers;
        this.pending = pending;
        this.accounts = accounts;
        this.letters = letters;
        this.addresses = addresses;
        this.clock = clock;
    }

    void signedIn(HttpServletRequest request, HttpServletResponse response, Authentication signedIn)
            throws IOException {
        Account person = accounts.byId(new UserId(signedIn.getName())).orElseThrow();
        EmailAddress address = EmailAddress.of(address(request));
        browsers.begin(request.getSession(), person.id(), (Integer) request.getAttribute(EPOCH));
        if (known.origin(request, address) instanceof Origin.Network) {
            tellOfNewDevice(request, person);
        }
        known.remember(request, response, address);
        response.sendRedirect(pending.take(request, response));
    }

    /** Not of the browser in which the account was made a moment ago. */
    private void tellOfNewDevice(HttpServletRequest request, Account person) {
        if (person.joinedAt().plus(FIRST_SIGN_IN).isBefore(clock.instant())) {
            letters.toPerson(
                    LetterKind.NEW_DEVICE,
                    person.id(),
                    DeviceName.of(request.getHeader(HttpHeaders.USER_AGENT)).orElse(""),
                    NetworkName.of(addresses.of(request)));
        }
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
                Visit.typedHere(request, unconfirmed.reference());
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
