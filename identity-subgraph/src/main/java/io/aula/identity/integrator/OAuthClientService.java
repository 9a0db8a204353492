package io.aula.identity.integrator;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reading and keeping clients. */
@Service
public class OAuthClientService {
    private final OAuthClients clients;
    private final Clock clock;

    OAuthClientService(OAuthClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    public Optional<OAuthClient> byId(String id) {
        return clients.byId(id, clock.instant());
    }

    /** Makes the stored client be exactly this one, secrets included. */
    @Transactional
    public void put(OAuthClient client) {
        clients.upsert(client);
        clients.deleteSecrets(client.id());
        client.secretHashes().forEach(hash -> clients.addSecret(client.id(), hash));
    }

    /** The client is no more; its id stays taken. */
    @Transactional
    public void remove(String id) {
        clients.delete(id, clock.instant());
    }
}
