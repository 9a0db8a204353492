package io.aula.gateway.web;

import io.aula.gateway.policy.auth.Admission;
import io.aula.gateway.policy.auth.RequestAuthenticator;
import io.aula.gateway.session.CookieJar;
import io.aula.gateway.session.CsrfGuard;
import io.aula.gateway.session.Session;
import java.time.Clock;
import java.util.Optional;

/**
 * Admits browsers to the graph: the session's access token stands in for its cookie. A bearer token that comes along wins,
 * and the cookie is then ignored. Never waits: an expired session is refused, and the page renews it and asks again.
 */
final class CookieAuthenticator implements RequestAuthenticator {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final CookieJar cookies;
    private final CsrfGuard csrf;
    private final Clock clock;

    CookieAuthenticator(CookieJar cookies, CsrfGuard csrf, Clock clock) {
        this.cookies = cookies;
        this.csrf = csrf;
        this.clock = clock;
    }

    @Override
    public Admission admit(Request request) {
        String bearer = request.header().apply("authorization");
        if (bearer != null) {
            return new Admission.Forward(Optional.of(bearer));
        }
        Optional<Session> session = cookies.readSession(request.header().apply("cookie"));
        if (session.isEmpty()) {
            return new Admission.Forward(Optional.empty());
        }
        String origin = request.header().apply("origin");
        boolean ours = request.webSocket()
                ? csrf.allowsSocket(origin)
                : csrf.allows(request.header().apply(CsrfGuard.HEADER), origin);
        if (!ours) {
            return new Admission.Refused(
                    FORBIDDEN, "CSRF", "Send the header " + CsrfGuard.HEADER + " from a page of this site.");
        }
        if (!session.get().isFresh(clock.instant())) {
            return new Admission.Refused(
                    UNAUTHORIZED,
                    "UNAUTHENTICATED",
                    "The session's token has expired: POST /session/refresh, then ask again.");
        }
        return new Admission.Forward(Optional.of("Bearer " + session.get().accessToken()));
    }
}
