package io.aula.identity.authserver;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.integrator.OAuthClient;
import io.aula.identity.integrator.OAuthClientService;
import io.aula.platform.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/** What our tokens say of a person, read from the database each time one is made. */
@Component
class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    static final String AUDIENCE = "aula-graph";

    private final AccountService accounts;
    private final OAuthClientService clients;

    TokenClaims(AccountService accounts, OAuthClientService clients) {
        this.accounts = accounts;
        this.clients = clients;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        OAuthClient client =
                clients.byId(context.getRegisteredClient().getClientId()).orElseThrow(TokenClaims::refused);
        Account account = subject(context, client).filter(Account::active).orElseThrow(TokenClaims::refused);
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            access(context, client, account);
            return;
        }
        if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
            context.getClaims()
                    .claim("name", account.displayName())
                    .claim("preferred_username", account.handle())
                    .claim("locale", account.locale());
        }
    }

    private static void access(JwtEncodingContext context, OAuthClient client, Account account) {
        context.getJwsHeader().type("at+jwt");
        // ArrayLists, because the claims are stored as typed JSON and only known list types are read back.
        var scopes = new ArrayList<>(
                ScopePolicy.granted(client, context.getAuthorizedScopes(), account.roles(), isOwnWork(context)));
        var roles = new ArrayList<>(
                account.roles().stream().sorted().map(Enum::name).toList());
        context.getClaims()
                .subject(account.id().text())
                .audience(new ArrayList<>(List.of(AUDIENCE)))
                .claim("scope", scopes)
                .claim("roles", roles)
                .claim("epoch", account.tokenEpoch())
                .claim("client_id", client.id());
        OAuth2Authorization authorization = context.getAuthorization();
        if (authorization != null) {
            context.getClaims().claim("sid", authorization.getId());
        }
    }

    /** A client on its own acts as its owner. */
    private Optional<Account> subject(JwtEncodingContext context, OAuthClient client) {
        if (isOwnWork(context)) {
            return Optional.ofNullable(client.ownerId()).flatMap(accounts::byId);
        }
        return UserId.parse(context.getPrincipal().getName()).flatMap(accounts::byId);
    }

    private static boolean isOwnWork(JwtEncodingContext context) {
        return AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType());
    }

    private static OAuth2AuthenticationException refused() {
        return new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }
}
