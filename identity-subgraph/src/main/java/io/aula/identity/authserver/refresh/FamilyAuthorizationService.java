package io.aula.identity.authserver.refresh;

import io.aula.platform.id.UserId;
import java.security.Principal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Keeps refresh tokens out of {@code oauth2_authorization}: there stands a place-holder, and the token itself is a hash
 * in its family. A copy of the database signs nobody in.
 */
class FamilyAuthorizationService implements OAuth2AuthorizationService {
    private static final String PLACE_HOLDER = "family:";

    private final OAuth2AuthorizationService authorizations;
    private final TokenFamilies families;
    private final BrowserSessions browsers;

    FamilyAuthorizationService(
            OAuth2AuthorizationService authorizations, TokenFamilies families, BrowserSessions browsers) {
        this.authorizations = authorizations;
        this.families = families;
        this.browsers = browsers;
    }

    static String placeHolder(String authorizationId) {
        return PLACE_HOLDER + authorizationId;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2RefreshToken> refresh = authorization.getRefreshToken();
        if (refresh == null) {
            authorizations.save(authorization);
            return;
        }
        String value = refresh.getToken().getTokenValue();
        String placeHolder = placeHolder(authorization.getId());
        authorizations.save(withRefreshToken(authorization, placeHolder));
        if (refresh.isInvalidated()) {
            families.revoke(authorization.getId());
            browsers.endOf(authorization.getId());
        } else if (!value.equals(placeHolder) && !RotatingRefresh.isRotating()) {
            // Rotation records successors itself, with their parent.
            families.start(
                    authorization.getId(),
                    new UserId(authorization.getPrincipalName()),
                    authorization.getRegisteredClientId(),
                    value,
                    Objects.requireNonNull(refresh.getToken().getExpiresAt()),
                    passwordTyped(authorization));
        }
    }

    /** Long ago where nobody knows. */
    private static Instant passwordTyped(OAuth2Authorization authorization) {
        Authentication person = authorization.getAttribute(Principal.class.getName());
        return person == null
                ? Instant.EPOCH
                : person.getAuthorities().stream()
                        .filter(FactorGrantedAuthority.class::isInstance)
                        .map(factor -> ((FactorGrantedAuthority) factor).getIssuedAt())
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH);
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        families.revoke(authorization.getId());
        authorizations.remove(authorization);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return authorizations.findById(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        if (token.startsWith(PLACE_HOLDER)) {
            return RotatingRefresh.isRotating() ? authorizations.findByToken(token, type) : null;
        }
        if (type != null && !OAuth2TokenType.REFRESH_TOKEN.equals(type)) {
            return authorizations.findByToken(token, type);
        }
        Optional<OAuth2Authorization> family =
                families.authorizationOf(token).map(authorizations::findById).map(a -> withRefreshToken(a, token));
        return family.orElseGet(() -> type == null ? authorizations.findByToken(token, null) : null);
    }

    private static OAuth2Authorization withRefreshToken(OAuth2Authorization authorization, String value) {
        OAuth2Authorization.Token<OAuth2RefreshToken> refresh = authorization.getRefreshToken();
        if (refresh == null) {
            return authorization;
        }
        return OAuth2Authorization.from(authorization)
                .refreshToken(new OAuth2RefreshToken(
                        value,
                        refresh.getToken().getIssuedAt(),
                        refresh.getToken().getExpiresAt()))
                .build();
    }
}
