package io.aula.identity.authserver;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;

/**
 * Takes a person's no for a no (RFC 6749 §4.1.2.1): Spring knows only the scopes that were ticked, and none ticked means to it
 * "what was allowed an earlier time". What was allowed then stays allowed to the tokens of then.
 */
final class ConsentDecision implements AuthenticationProvider {
    /** Field of the page's form that says no. */
    static final String DENY = "deny";

    private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);

    private final AuthenticationProvider granting;
    private final OAuth2AuthorizationService authorizations;

    private ConsentDecision(AuthenticationProvider granting, OAuth2AuthorizationService authorizations) {
        this.granting = granting;
        this.authorizations = authorizations;
    }

    static AuthenticationProvider before(AuthenticationProvider provider, OAuth2AuthorizationService authorizations) {
        return provider instanceof OAuth2AuthorizationConsentAuthenticationProvider
                ? new ConsentDecision(provider, authorizations)
                : provider;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication decision) {
        var consent = (OAuth2AuthorizationConsentAuthenticationToken) decision;
        if (consent.getAdditionalParameters().containsKey(DENY)) {
            OAuth2Authorization asked = authorizations.findByToken(consent.getState(), STATE);
            if (asked != null && asked.getPrincipalName().equals(consent.getName())) {
                authorizations.remove(asked);
                throw denied(consent, asked);
            }
        }
        // Also a no to somebody else's question or to none: Spring says what is wrong with it.
        return granting.authenticate(decision);
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationException denied(
            OAuth2AuthorizationConsentAuthenticationToken consent, OAuth2Authorization asked) {
        OAuth2AuthorizationRequest request =
                Objects.requireNonNull(asked.getAttribute(OAuth2AuthorizationRequest.class.getName()));
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(OAuth2ErrorCodes.ACCESS_DENIED),
                new OAuth2AuthorizationCodeRequestAuthenticationToken(
                        consent.getAuthorizationUri(),
                        request.getClientId(),
                        (Authentication) consent.getPrincipal(),
                        request.getRedirectUri(),
                        request.getState(),
                        Set.copyOf(request.getScopes()),
                        null));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return granting.supports(authentication);
    }
}
