package io.aula.identity.authserver.client;

import io.aula.identity.authserver.ScopeWords;
import io.aula.identity.authserver.ScopeWords.GrantedScope;
import io.aula.identity.graphql.UserError;
import io.aula.identity.integrator.ClientKind;
import io.aula.identity.integrator.ClientSecret;
import io.aula.identity.integrator.OwnedClient;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** A person's programs in the graph; nobody sees another's. */
@Controller
class ClientController {
    private static final String TYPE = "OAuthClient";

    private final ClientService clients;
    private final ScopeWords words;
    private final RefusalWords refusals;
    private final Clock clock;

    ClientController(ClientService clients, ScopeWords words, RefusalWords refusals, Clock clock) {
        this.clients = clients;
        this.words = words;
        this.refusals = refusals;
        this.clock = clock;
    }

    record CreateClientInput(
            String idempotencyKey,
            String name,
            ClientKind kind,
            List<String> redirectUris,
            List<String> postLogoutRedirectUris,
            List<String> scopes) {
        ClientDescription description() {
            return new ClientDescription(name, kind, redirectUris, postLogoutRedirectUris, new HashSet<>(scopes));
        }
    }

    record UpdateClientInput(
            String id,
            String name,
            List<String> redirectUris,
            List<String> postLogoutRedirectUris,
            List<String> scopes) {
        /** Of whatever kind; that stays what it is. */
        ClientDescription description() {
            return new ClientDescription(
                    name, ClientKind.NATIVE, redirectUris, postLogoutRedirectUris, new HashSet<>(scopes));
        }
    }

    record ClientPayload(
            @Nullable OwnedClient client,
            @Nullable String secret,
            @Nullable String deletedClientId,
            List<UserError> userErrors) {
        static ClientPayload of(ClientOutcome outcome) {
            return switch (outcome) {
                case ClientOutcome.Stands(OwnedClient client, String secret) ->
                    new ClientPayload(client, secret, null, List.of());
                case ClientOutcome.Removed(String id) -> new ClientPayload(null, null, id, List.of());
                case ClientOutcome.Refused refused ->
                    new ClientPayload(null, null, null, List.of(ClientWords.of(refused, "clientId")));
            };
        }
    }

    @QueryMapping
    List<OwnedClient> myClients() {
        return clients.of(Caller.require());
    }

    @MutationMapping
    ClientPayload createClient(@Argument CreateClientInput input) {
        return ClientPayload.of(clients.create(Caller.require(), input.idempotencyKey(), input.description()));
    }

    @MutationMapping
    ClientPayload updateClient(@Argument UpdateClientInput input) {
        return ClientPayload.of(clients.update(Caller.require(), input.id(), input.description()));
    }

    @MutationMapping
    ClientPayload rotateClientSecret(@Argument String clientId, @Argument int overlapHours) {
        return ClientPayload.of(clients.rotate(Caller.require(), clientId, overlapHours));
    }

    @MutationMapping
    ClientPayload deleteClient(@Argument String clientId) {
        return ClientPayload.of(clients.remove(Caller.require(), clientId, false));
    }

    /** In the order of the representations; a stranger's is not there. */
    @EntityMapping(TYPE)
    List<@Nullable OwnedClient> clients(List<Map<String, Object>> representations) {
        List<String> ids = representations.stream()
                .map(one -> String.valueOf(one.get("id")))
                .toList();
        Map<String, OwnedClient> found =
                Caller.current().map(caller -> clients.of(caller, ids)).orElse(List.of()).stream()
                        .filter(owned -> owned.client().kind() != ClientKind.PERSONAL)
                        .collect(Collectors.toMap(OwnedClient::id, Function.identity()));
        return ids.stream().<@Nullable OwnedClient>map(found::get).toList();
    }

    @SchemaMapping(typeName = TYPE, field = "name")
    String name(OwnedClient owned) {
        return owned.client().name();
    }

    @SchemaMapping(typeName = TYPE, field = "kind")
    ClientKind kind(OwnedClient owned) {
        return owned.client().kind();
    }

    @SchemaMapping(typeName = TYPE, field = "redirectUris")
    List<String> redirectUris(OwnedClient owned) {
        return owned.client().redirectUris();
    }

    @SchemaMapping(typeName = TYPE, field = "postLogoutRedirectUris")
    List<String> postLogoutRedirectUris(OwnedClient owned) {
        return owned.client().postLogoutRedirectUris();
    }

    @SchemaMapping(typeName = TYPE, field = "allowedScopes")
    List<GrantedScope> allowedScopes(OwnedClient owned, Locale locale) {
        return words.of(owned.client().scopes(), locale);
    }

    @SchemaMapping(typeName = TYPE, field = "createdAt")
    Instant createdAt(OwnedClient owned) {
        return owned.client().createdAt();
    }

    @SchemaMapping(typeName = TYPE, field = "secretCreatedAt")
    @Nullable
    Instant secretCreatedAt(OwnedClient owned) {
        return live(owned).stream().map(ClientSecret::createdAt).findFirst().orElse(null);
    }

    /** Of those before the newest, the one that is good longest. */
    @SchemaMapping(typeName = TYPE, field = "previousSecretUntil")
    @Nullable
    Instant previousSecretUntil(OwnedClient owned) {
        return live(owned).stream()
                .skip(1)
                .map(ClientSecret::endsAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    @SchemaMapping(typeName = TYPE, field = "refusals")
    List<RefusalWords.Refusal> refusals(OwnedClient owned, Locale locale) {
        return refusals.of(owned.refusals(), locale);
    }

    private List<ClientSecret> live(OwnedClient owned) {
        Instant now = clock.instant();
        return owned.secrets().stream().filter(secret -> secret.isLiveAt(now)).toList();
    }
}
