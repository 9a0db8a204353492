package io.aula.identity.authserver.page;

import io.aula.identity.account.visit.Destination;
import io.aula.identity.authserver.RedirectAddresses;
import io.aula.identity.integrator.ClientKind;
import io.aula.identity.integrator.OAuthClient;
import io.aula.identity.integrator.OAuthClientService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.stereotype.Component;

/**
 * The authorization request a person was on the way to: named by their page ({@code to}), so that each tab goes its own way,
 * else the last one of their session.
 */
@Component
public class PendingAuthorization {
    private static final String HOME = "/session/sign-in";

    private final HttpSessionRequestCache cache = new HttpSessionRequestCache();
    private final OAuthClientService clients;

    PendingAuthorization(OAuthClientService clients) {
        this.clients = clients;
    }

    public Optional<Destination> of(HttpServletRequest request, HttpServletResponse response) {
        return Destination.of(request.getParameter("to")).or(() -> saved(request, response));
    }

    /** The path to go on with, forgotten hereby. Never a whole URL: the Host header has no say. */
    public String take(HttpServletRequest request, HttpServletResponse response) {
        Optional<Destination> destination = of(request, response);
        cache.removeRequest(request, response);
        return onward(destination);
    }

    /**
     * A page of the SPA is reached by a sign-in begun afresh: the gateway's memory of the one before lasts ten minutes and is
     * in one browser only, a mail is read later and elsewhere.
     */
    String onward(Optional<Destination> destination) {
        return destination
                .map(known -> returnTo(known)
                        .map(page -> HOME + "?return_to=" + URLEncoder.encode(page, StandardCharsets.UTF_8))
                        .orElse(known.path()))
                .orElse(HOME);
    }

    /** Where the pending request will send the browser, when that address is one its client registered. */
    Optional<String> redirectOrigin(HttpServletRequest request, HttpServletResponse response) {
        return of(request, response).flatMap(destination -> {
            Optional<String> redirect = destination.parameter("redirect_uri");
            return redirect.flatMap(address -> client(destination)
                            .filter(client -> RedirectAddresses.isRegistered(client.redirectUris(), address)))
                    .map(client -> source(redirect.orElseThrow()));
        });
    }

    /** As a CSP source: scheme and host, or the scheme alone of an app's own scheme; on the machine itself any port goes. */
    static String source(String registered) {
        URI uri = URI.create(registered);
        if (uri.getHost() == null) {
            return uri.getScheme() + ":";
        }
        if (RedirectAddresses.isLoopback(registered)) {
            return uri.getScheme() + "://" + uri.getHost() + ":*";
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port;
    }

    private Optional<String> returnTo(Destination destination) {
        return client(destination)
                .filter(client -> client.kind() == ClientKind.WEB_SESSION)
                .flatMap(client -> destination.parameter("return_to"));
    }

    private Optional<OAuthClient> client(Destination destination) {
        return destination.parameter("client_id").flatMap(clients::byId);
    }

    private Optional<Destination> saved(HttpServletRequest request, HttpServletResponse response) {
        boolean isKept = request.getSession(false) != null;
        return isKept && cache.getRequest(request, response) instanceof DefaultSavedRequest saved
                ? Destination.of(
                        saved.getRequestURI() + (saved.getQueryString() == null ? "" : "?" + saved.getQueryString()))
                : Optional.empty();
    }
}
