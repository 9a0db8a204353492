package io.aula.identity.authserver.page;

import io.aula.identity.integrator.OAuthClientService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/** The authorization request a person was on the way to, kept in their session while they sign in or up. */
@Component
public class PendingAuthorization {
    private static final String AUTHORIZE = "/oauth2/authorize";

    private final HttpSessionRequestCache cache = new HttpSessionRequestCache();
    private final OAuthClientService clients;

    PendingAuthorization(OAuthClientService clients) {
        this.clients = clients;
    }

    /** The path to go on with, forgotten hereby. Never a whole URL: the Host header has no say. */
    public String takeOrElse(HttpServletRequest request, HttpServletResponse response, String otherwise) {
        SavedRequest saved = cache.getRequest(request, response);
        if (saved == null) {
            return otherwise;
        }
        cache.removeRequest(request, response);
        URI uri = URI.create(saved.getRedirectUrl());
        if (!AUTHORIZE.equals(uri.getPath())) {
            return otherwise;
        }
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    /** Where the pending request will send the browser, when that address is one its client registered. */
    Optional<String> redirectOrigin(HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) == null) {
            return Optional.empty();
        }
        SavedRequest saved = cache.getRequest(request, response);
        if (saved == null) {
            return Optional.empty();
        }
        String redirect = first(saved, "redirect_uri");
        String client = first(saved, "client_id");
        return redirect == null || client == null ? Optional.empty() : originOf(client, redirect);
    }

    /** As a CSP source: scheme and host, or the scheme alone of an app's own scheme. */
    private Optional<String> originOf(String clientId, String redirect) {
        return clients.byId(clientId)
                .filter(client -> client.redirectUris().stream().anyMatch(known -> sameButPort(known, redirect)))
                .map(known -> source(redirect));
    }

    private static boolean sameButPort(String registered, String asked) {
        try {
            URI one = URI.create(registered);
            URI other = URI.create(asked);
            return String.valueOf(one.getScheme()).equals(other.getScheme())
                    && String.valueOf(one.getHost()).equals(String.valueOf(other.getHost()));
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    static String source(String address) {
        URI uri = URI.create(address);
        if (uri.getHost() == null) {
            return uri.getScheme() + ":";
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port;
    }

    private static @Nullable String first(SavedRequest saved, String parameter) {
        String[] values = saved.getParameterValues(parameter);
        return values == null || values.length == 0 ? null : values[0];
    }
}
