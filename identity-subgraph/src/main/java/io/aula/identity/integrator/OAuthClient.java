package io.aula.identity.integrator;

import io.aula.platform.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program that may ask for tokens.
 *
 * @param ownerId whom a client-credentials token acts as
 * @param secretHashes lower-case hex of the SHA-256 of each live secret
 */
public record OAuthClient(
        String id,
        @Nullable UserId ownerId,
        String name,
        ClientKind kind,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        Set<String> grantTypes,
        Set<String> scopes,
        boolean firstParty,
        List<String> secretHashes,
        Instant createdAt) {

    public OAuthClient {
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        grantTypes = Set.copyOf(grantTypes);
        scopes = Set.copyOf(scopes);
        secretHashes = List.copyOf(secretHashes);
    }
}
