package io.aula.identity.integrator;

import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reading and keeping clients. */
@Service
public class OAuthClientService {
    private final OAuthClients clients;

    OAuthClientService(OAuthClients clients) {
        this.clients = clients;
    }

    public Optional<OAuthClient> byId(String id) {
        return clients.byId(id);
    }

    /** Makes the stored client be exactly this one, secrets included. */
    @Transactional
    public void put(OAuthClient client) {
        clients.upsert(client);
        clients.deleteSecrets(client.id());
        client.secretHashes().forEach(hash -> clients.addSecret(client.id(), hash));
    }
}
