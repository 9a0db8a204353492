package io.aula.identity.integrator;

import io.aula.platform.id.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reading and keeping clients. */
@Service
public class OAuthClientService {
    private final OAuthClients clients;
    private final ClientUses uses;
    private final Clock clock;

    OAuthClientService(OAuthClients clients, ClientUses uses, Clock clock) {
        this.clients = clients;
        this.uses = uses;
        this.clock = clock;
    }

    public Optional<OAuthClient> byId(String id) {
        return clients.byId(id, clock.instant());
    }

    /** What this person has made of this kind, the newest first. */
    public List<OwnedClient> ofOwner(UserId owner, ClientKind kind) {
        return owned(clients.ofOwner(owner, kind, clock.instant()));
    }

    /** Those of them that this person has made, in any order. */
    public List<OwnedClient> ofOwner(UserId owner, Collection<String> ids) {
        return owned(clients.byIds(ids, clock.instant()).stream()
                .filter(client -> owner.equals(client.ownerId()))
                .toList());
    }

    private List<OwnedClient> owned(List<OAuthClient> found) {
        List<String> ids = found.stream().map(OAuthClient::id).toList();
        Map<String, List<ClientSecret>> secrets = clients.secrets(ids);
        Map<String, Instant> lastUses = uses.lastUses(ids);
        Map<String, List<TokenRefusal>> refusals = uses.refusals(ids);
        return found.stream()
                .map(client -> new OwnedClient(
                        client,
                        secrets.getOrDefault(client.id(), List.of()),
                        lastUses.get(client.id()),
                        refusals.getOrDefault(client.id(), List.of())))
                .toList();
    }

    /** Holds back others who make or change what this person owns, until the end of the caller's transaction. */
    public void lockOwner(UserId owner) {
        clients.lockOwner(owner);
    }

    /** Makes the stored client be exactly this one, secrets included. */
    @Transactional
    public void put(OAuthClient client) {
        clients.upsert(client);
        clients.deleteSecrets(client.id());
        client.secretHashes().forEach(hash -> clients.addSecret(client.id(), hash, clock.instant(), null));
    }

    /** Writes what is said of the client; its secrets stay. */
    @Transactional
    public void describe(OAuthClient client) {
        clients.upsert(client);
    }

    /** A secret besides those there are, for ever or until then. */
    @Transactional
    public void addSecret(String clientId, String hash, @Nullable Instant until) {
        clients.addSecret(clientId, hash, clock.instant(), until);
    }

    /** A new secret; those of before are good for so long yet, or shorter where that was said before. */
    @Transactional
    public void replaceSecret(String clientId, String hash, Duration overlap) {
        Instant now = clock.instant();
        clients.deleteEndedSecrets(clientId, now);
        clients.endSecrets(clientId, now.plus(overlap));
        clients.addSecret(clientId, hash, now, null);
    }

    /** The client is no more; its id stays taken. */
    @Transactional
    public void remove(String id) {
        clients.delete(id, clock.instant());
    }

    /** It was given a token. */
    public void used(String clientId) {
        uses.used(clientId, clock.instant());
    }

    /** It was given none, for this reason; whoever names no client of ours leaves no trace. */
    public void refused(String clientId, String error) {
        uses.refused(clientId, error, clock.instant());
    }
}
