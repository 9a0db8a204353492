package io.aula.platform.security;

import io.aula.platform.id.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who is asking, as the verified access token says: identity never comes from a header of the client's.
 *
 * @param epoch the token's sign-out generation; a higher one at the issuer means this token is spent
 * @param session the sign-in that the token was made from; empty of a client that acts on its own
 */
public record Caller(String userId, Set<String> scopes, Set<String> roles, int epoch, String clientId, String session) {
    public Caller {
        scopes = Set.copyOf(scopes);
        roles = Set.copyOf(roles);
    }

    /** The caller of this request, or empty when no token came with it. */
    public static Optional<Caller> current() {
        return of(SecurityContextHolder.getContext().getAuthentication());
    }

    /** The caller, or {@link UnauthenticatedException}. */
    public static Caller require() {
        return current().orElseThrow(UnauthenticatedException::new);
    }

    public static Optional<Caller> of(@Nullable Authentication authentication) {
        return authentication instanceof JwtAuthenticationToken token
                ? Optional.of(of(token.getToken()))
                : Optional.empty();
    }

    static Caller of(Jwt jwt) {
        Object epoch = jwt.getClaims().getOrDefault("epoch", 0);
        Object client = jwt.getClaims().getOrDefault("client_id", "");
        return new Caller(
                jwt.getSubject(),
                strings(jwt.getClaims().get("scope")),
                strings(jwt.getClaims().get("roles")),
                epoch instanceof Number number ? number.intValue() : 0,
                client.toString(),
                jwt.getClaims().getOrDefault("sid", "").toString());
    }

    public UserId user() {
        return new UserId(userId);
    }

    /** Throws {@link InsufficientScopeException} when the token lacks the scope. */
    public Caller requireScope(String scope) {
        if (!hasScope(scope)) {
            throw new InsufficientScopeException(List.of(scope), "");
        }
        return this;
    }

    public boolean hasScope(String scope) {
        return scopes.contains(scope);
    }

    public boolean hasRole(String role) {
        return roles.contains(role);
    }

    /** Moderators and administrators. */
    public boolean isStaff() {
        return hasRole("MODERATOR") || hasRole("ADMIN");
    }

    private static Set<String> strings(@Nullable Object claim) {
        return switch (claim) {
            case null -> Set.of();
            case Collection<?> many ->
                Set.copyOf(many.stream().map(Object::toString).toList());
            default -> Set.of(claim.toString().split(" "));
        };
    }
}
