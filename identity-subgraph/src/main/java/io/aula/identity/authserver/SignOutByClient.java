package io.aula.identity.authserver;

import io.aula.identity.authserver.refresh.BrowserSessions;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.oidc.web.authentication.OidcLogoutAuthenticationSuccessHandler;

/** OpenID Connect RP-Initiated Logout: the id token's family is revoked, and this browser is signed out. */
final class SignOutByClient {
    private static final OAuth2TokenType ID_TOKEN = new OAuth2TokenType(OidcParameterNames.ID_TOKEN);

    private final OAuth2AuthorizationService authorizations;
    private final BrowserSessions browsers;
    private final OidcLogoutAuthenticationSuccessHandler spring = new OidcLogoutAuthenticationSuccessHandler();

    SignOutByClient(OAuth2AuthorizationService authorizations, BrowserSessions browsers) {
        this.authorizations = authorizations;
        this.browsers = browsers;
        // Spring's own ends the HTTP session only.
        spring.setLogoutHandler((request, response, leaving) -> leave(request, leaving));
    }

    void signedOut(HttpServletRequest request, HttpServletResponse response, Authentication leaving)
            throws IOException, ServletException {
        spring.onAuthenticationSuccess(request, response, leaving);
    }

    private void leave(HttpServletRequest request, @Nullable Authentication authentication) {
        var leaving = (OidcLogoutAuthenticationToken) Objects.requireNonNull(authentication);
        OAuth2Authorization authorization = authorizations.findByToken(leaving.getIdTokenHint(), ID_TOKEN);
        if (authorization != null) {
            browsers.endOf(authorization.getId());
            authorizations.remove(authorization);
        }
        if (leaving.isPrincipalAuthenticated()) {
            browsers.end(request);
        }
    }
}
