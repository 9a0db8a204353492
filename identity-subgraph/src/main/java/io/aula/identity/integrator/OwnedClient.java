package io.aula.identity.integrator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client as its owner sees it.
 *
 * @param secrets the newest first, ended ones among them
 * @param lastUsedAt when it was last given a token, to a minute
 * @param refusals the last one first
 */
public record OwnedClient(
        OAuthClient client,
        List<ClientSecret> secrets,
        @Nullable Instant lastUsedAt,
        List<TokenRefusal> refusals) {

    public OwnedClient {
        secrets = List.copyOf(secrets);
        refusals = List.copyOf(refusals);
    }

    public String id() {
        return client.id();
    }
}
