package io.aula.identity.authserver;

import io.aula.identity.authserver.refresh.BrowserSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Sends the browser back to the client, naming the issuer (RFC 9207) so that answers of two servers cannot be mixed up. */
final class AuthorizationAnswers {
    /** Request attribute by which the error page learns the OAuth error. */
    static final String ERROR_CODE = "aula.oauth.error";

    private final String issuer;
    private final BrowserSessions browsers;

    AuthorizationAnswers(String issuer, BrowserSessions browsers) {
        this.issuer = issuer;
        this.browsers = browsers;
    }

    void granted(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var grant = (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
        String code = Objects.requireNonNull(grant.getAuthorizationCode()).getTokenValue();
        browsers.bind(request, code);
        UriComponentsBuilder uri = UriComponentsBuilder.fromUriString(Objects.requireNonNull(grant.getRedirectUri()));
        add(uri, "code", code);
        redirect(response, uri, grant.getState());
    }

    void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        OAuth2Error error = ((OAuth2AuthorizationCodeRequestAuthenticationException) exception).getError();
        var asked = ((OAuth2AuthorizationCodeRequestAuthenticationException) exception)
                .getAuthorizationCodeRequestAuthentication();
        if (asked == null
                || asked.getRedirectUri() == null
                || asked.getRedirectUri().isBlank()) {
            // Without a trusted address to go back to, the person reads it here.
            request.setAttribute(ERROR_CODE, error.getErrorCode());
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        UriComponentsBuilder uri = UriComponentsBuilder.fromUriString(asked.getRedirectUri());
        add(uri, "error", error.getErrorCode());
        add(uri, "error_description", error.getDescription());
        redirect(response, uri, asked.getState());
    }

    private void redirect(HttpServletResponse response, UriComponentsBuilder uri, @Nullable String state)
            throws IOException {
        add(uri, "state", state);
        add(uri, "iss", issuer);
        response.sendRedirect(uri.build(true).toUriString());
    }

    private static void add(UriComponentsBuilder uri, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            uri.queryParam(name, encode(value));
        }
    }

    private static String encode(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }
}
