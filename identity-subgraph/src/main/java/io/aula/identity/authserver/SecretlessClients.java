package io.aula.identity.authserver;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * Clients that can keep no secret name themselves where what they present is the proof: nothing to begin with (RFC 8628 §3.1),
 * then a device code, a refresh token, or a token to be revoked (RFC 7009 §2.1). With an authorization code they show their
 * PKCE verifier, which Spring checks. Who holds a secret has to show it, here as everywhere.
 */
final class SecretlessClients implements AuthenticationProvider {
    private static final Set<String> ENDPOINTS = Set.of("/oauth2/device_authorization", "/oauth2/revoke");
    private static final Set<String> GRANTS =
            Set.of(AuthorizationGrantType.DEVICE_CODE.getValue(), AuthorizationGrantType.REFRESH_TOKEN.getValue());

    private final RegisteredClientRepository clients;

    SecretlessClients(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    /** A client that says no more than its name. */
    private static final class Named extends OAuth2ClientAuthenticationToken {
        Named(String clientId) {
            super(clientId, ClientAuthenticationMethod.NONE, null, Map.of());
        }
    }

    static @Nullable Authentication named(HttpServletRequest request) {
        String[] names = request.getParameterValues("client_id");
        boolean isBare = request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && request.getParameter("client_secret") == null
                && names != null
                && names.length == 1
                && !names[0].isBlank();
        return isBare && mayBeSecretless(request) ? new Named(names[0]) : null;
    }

    private static boolean mayBeSecretless(HttpServletRequest request) {
        String grant = request.getParameter("grant_type");
        return ENDPOINTS.contains(request.getRequestURI())
                || request.getRequestURI().equals("/oauth2/token") && grant != null && GRANTS.contains(grant);
    }

    /** Null for whoever holds a secret or does not exist: Spring's providers say no to them. */
    @Override
    public @Nullable Authentication authenticate(Authentication named) {
        RegisteredClient client = clients.findByClientId(named.getName());
        return client != null && client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)
                ? new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null)
                : null;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return Named.class.isAssignableFrom(authentication);
    }
}
