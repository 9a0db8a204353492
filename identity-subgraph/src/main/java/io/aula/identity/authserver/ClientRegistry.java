package io.aula.identity.authserver;

import io.aula.identity.integrator.ClientKind;
import io.aula.identity.integrator.OAuthClient;
import io.aula.identity.integrator.OAuthClientService;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** Shows our clients to Spring Authorization Server. PKCE is required of each of them. */
@Component
class ClientRegistry implements RegisteredClientRepository {
    static final Duration ACCESS_TOKEN = Duration.ofMinutes(10);
    static final Duration REFRESH_TOKEN = Duration.ofDays(30);
    private static final Duration CODE = Duration.ofMinutes(2);
    /** Long enough to find the phone, sign up and confirm an address. */
    private static final Duration DEVICE_CODE = Duration.ofMinutes(15);

    private final OAuthClientService clients;

    ClientRegistry(OAuthClientService clients) {
        this.clients = clients;
    }

    /** Registration is closed: clients are made by people, through {@code integrator}. */
    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Clients are not registered through the authorization server");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return clients.byId(clientId).map(ClientRegistry::registered).orElse(null);
    }

    private static RegisteredClient registered(OAuthClient client) {
        RegisteredClient.Builder builder = RegisteredClient.withId(client.id())
                .clientId(client.id())
                .clientIdIssuedAt(client.createdAt())
                .clientName(client.name())
                .redirectUris(uris -> uris.addAll(client.redirectUris()))
                .postLogoutRedirectUris(uris -> uris.addAll(client.postLogoutRedirectUris()))
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .authorizationGrantTypes(
                        types -> client.grantTypes().forEach(type -> types.add(new AuthorizationGrantType(type))))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(!client.firstParty())
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(CODE)
                        .deviceCodeTimeToLive(DEVICE_CODE)
                        .accessTokenTimeToLive(ACCESS_TOKEN)
                        .refreshTokenTimeToLive(REFRESH_TOKEN)
                        .reuseRefreshTokens(false)
                        .build());
        if (client.kind() == ClientKind.NATIVE) {
            return builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                    .build();
        }
        return builder.clientSecret(ClientSecretHashes.join(client.secretHashes()))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .build();
    }
}
