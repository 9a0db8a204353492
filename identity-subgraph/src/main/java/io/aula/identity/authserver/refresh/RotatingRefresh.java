package io.aula.identity.authserver.refresh;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts the family's verdict in front of Spring's refresh provider. Verdict, new tokens and the successor's row are one
 * transaction, so two refreshes of one family never overlap and a failed one spends nothing.
 */
final class RotatingRefresh implements AuthenticationProvider {
    private static final ScopedValue<Boolean> ROTATING = ScopedValue.newInstance();

    private final AuthenticationProvider spring;
    private final TokenFamilies families;
    private final OAuth2AuthorizationService authorizations;
    private final TransactionTemplate transaction;

    RotatingRefresh(
            AuthenticationProvider spring,
            TokenFamilies families,
            OAuth2AuthorizationService authorizations,
            TransactionTemplate transaction) {
        this.spring = spring;
        this.families = families;
        this.authorizations = authorizations;
        this.transaction = transaction;
    }

    static boolean isRotating() {
        return ROTATING.isBound();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return spring.supports(authentication);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var request = (OAuth2RefreshTokenAuthenticationToken) authentication;
        Authentication tokens = transaction.execute(status -> rotate(request));
        if (tokens == null) {
            // Thrown after the commit: a revocation must outlive the refusal.
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        return tokens;
    }

    private @Nullable Authentication rotate(OAuth2RefreshTokenAuthenticationToken request) {
        return switch (families.present(request.getRefreshToken())) {
            case Presented.Unknown(), Presented.Superseded() -> null;
            case Presented.Reused(String authorizationId) -> {
                forget(authorizationId);
                yield null;
            }
            case Presented.Good(String authorizationId) ->
                ownedByCaller(request, authorizationId) ? issue(request, authorizationId) : refuse();
        };
    }

    /** Checked before anything is spent for good: another client's try rolls back. */
    private boolean ownedByCaller(OAuth2RefreshTokenAuthenticationToken request, String authorizationId) {
        OAuth2Authorization authorization = authorizations.findById(authorizationId);
        return authorization != null
                && request.getPrincipal() instanceof OAuth2ClientAuthenticationToken client
                && client.getRegisteredClient() != null
                && client.getRegisteredClient().getId().equals(authorization.getRegisteredClientId());
    }

    private static Authentication refuse() {
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }

    private Authentication issue(OAuth2RefreshTokenAuthenticationToken request, String authorizationId) {
        var stored = new OAuth2RefreshTokenAuthenticationToken(
                FamilyAuthorizationService.placeHolder(authorizationId),
                (Authentication) request.getPrincipal(),
                request.getScopes(),
                request.getAdditionalParameters());
        stored.setDetails(request.getDetails());
        var issued = (OAuth2AccessTokenAuthenticationToken)
                ScopedValue.where(ROTATING, true).call(() -> spring.authenticate(stored));
        OAuth2RefreshToken successor = Objects.requireNonNull(issued.getRefreshToken());
        families.succeed(
                authorizationId,
                request.getRefreshToken(),
                successor.getTokenValue(),
                Objects.requireNonNull(successor.getExpiresAt()));
        return issued;
    }

    private void forget(String authorizationId) {
        OAuth2Authorization authorization = authorizations.findById(authorizationId);
        if (authorization != null) {
            authorizations.remove(authorization);
        }
    }
}
