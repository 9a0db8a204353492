package io.aula.identity.authserver.refresh;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The two places where rotation is put into Spring Authorization Server. */
@Component
public class RefreshRotation {
    private final TokenFamilies families;
    private final BrowserSessions browsers;
    private final TransactionTemplate transaction;

    RefreshRotation(TokenFamilies families, BrowserSessions browsers, TransactionTemplate transaction) {
        this.families = families;
        this.browsers = browsers;
        this.transaction = transaction;
    }

    public OAuth2AuthorizationService around(OAuth2AuthorizationService authorizations) {
        return new FamilyAuthorizationService(authorizations, families, browsers);
    }

    /** Replaces Spring's refresh provider in the token endpoint's list. */
    public void into(List<AuthenticationProvider> providers, OAuth2AuthorizationService authorizations) {
        providers.replaceAll(provider -> provider instanceof OAuth2RefreshTokenAuthenticationProvider spring
                ? new RotatingRefresh(spring, families, authorizations, transaction)
                : provider);
    }
}
