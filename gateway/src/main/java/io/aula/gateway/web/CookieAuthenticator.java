package io.aula.gateway.web;

import io.aula.gateway.policy.auth.Admission;
import io.aula.gateway.policy.auth.ClientAddresses;
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
    private final ClientAddresses addresses;
    private final Clock clock;

    CookieAuthenticator(CookieJar cookies, CsrfGuard csrf, ClientAddresses addresses, Clock clock) {
        this.cookies = cookies;
        this.csrf = csrf;
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    public Admission admit(Request request) {
        String bearer = request.header().apply("authorization");
        if (bearer != null) {
            return forward(request, Optional.of(bearer));
        }
        Optional<Session> session = cookies.readSession(request.header().apply("cookie"));
        if (session.isEmpty()) {
            return forward(request, Optional.empty());
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
        return forward(request, Optional.of("Bearer " + session.get().accessToken()));
    }

    private Admission forward(Request request, Optional<String> authorization) {
        RequestAuthenticator.Peer peer = request.peer();
        return new Admission.Forward(
                authorization,
                Optional.ofNullable(peer.address())
                        .map(address ->
                                addresses.told(address, peer.forwardedFor().get())));
    }
}
