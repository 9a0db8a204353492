package io.aula.identity.authserver;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/** Tells the client that its authorization request is none, at the address that {@link RedirectAddresses} has let pass. */
final class AuthorizationRefusal {
    private AuthorizationRefusal() {}

    static OAuth2AuthorizationCodeRequestAuthenticationException of(
            OAuth2AuthorizationCodeRequestAuthenticationContext context, String why) {
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
        String named = asked.getRedirectUri();
        String registered =
                context.getRegisteredClient().getRedirectUris().iterator().next();
        var answer = new OAuth2AuthorizationCodeRequestAuthenticationToken(
                asked.getAuthorizationUri(),
                asked.getClientId(),
                (Authentication) asked.getPrincipal(),
                named == null || named.isEmpty() ? registered : named,
                asked.getState(),
                asked.getScopes(),
                asked.getAdditionalParameters());
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, why, null), answer);
    }
}
