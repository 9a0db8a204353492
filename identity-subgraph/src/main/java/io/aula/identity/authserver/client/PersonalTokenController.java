package io.aula.identity.authserver.client;

import io.aula.identity.authserver.ScopeWords;
import io.aula.identity.authserver.ScopeWords.GrantedScope;
import io.aula.identity.graphql.UserError;
import io.aula.identity.integrator.OwnedClient;
import io.aula.platform.security.Caller;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** A person's own tokens in the graph. */
@Controller
class PersonalTokenController {
    private static final String TYPE = "PersonalToken";

    private final ClientService clients;
    private final RefusalWords refusals;
    private final ScopeWords scopes;

    PersonalTokenController(ClientService clients, RefusalWords refusals, ScopeWords scopes) {
        this.clients = clients;
        this.refusals = refusals;
        this.scopes = scopes;
    }

    record CreatePersonalTokenInput(String idempotencyKey, String name, List<String> scopes, Instant expiresAt) {}

    /** {@code id:secret}: what is shown once. */
    record PersonalTokenPayload(
            @Nullable OwnedClient personalToken,
            @Nullable String secret,
            @Nullable String deletedTokenId,
            List<UserError> userErrors) {
        static PersonalTokenPayload of(ClientOutcome outcome) {
            return switch (outcome) {
                case ClientOutcome.Stands(OwnedClient token, String secret) ->
                    new PersonalTokenPayload(token, secret == null ? null : token.id() + ":" + secret, null, List.of());
                case ClientOutcome.Removed(String id) -> new PersonalTokenPayload(null, null, id, List.of());
                case ClientOutcome.Refused refused ->
                    new PersonalTokenPayload(null, null, null, List.of(ClientWords.of(refused, "tokenId")));
            };
        }
    }

    @QueryMapping
    List<OwnedClient> personalTokens() {
        return clients.tokensOf(Caller.require());
    }

    @MutationMapping
    PersonalTokenPayload createPersonalToken(@Argument CreatePersonalTokenInput input) {
        return PersonalTokenPayload.of(clients.createToken(
                Caller.require(),
                input.idempotencyKey(),
                input.name(),
                new HashSet<>(input.scopes()),
                input.expiresAt()));
    }

    @MutationMapping
    PersonalTokenPayload deletePersonalToken(@Argument String tokenId) {
        return PersonalTokenPayload.of(clients.remove(Caller.require(), tokenId, true));
    }

    @SchemaMapping(typeName = TYPE, field = "name")
    String name(OwnedClient owned) {
        return owned.client().name();
    }

    @SchemaMapping(typeName = TYPE, field = "allowedScopes")
    List<GrantedScope> allowedScopes(OwnedClient owned, Locale locale) {
        return scopes.of(owned.client().scopes(), locale);
    }

    @SchemaMapping(typeName = TYPE, field = "createdAt")
    Instant createdAt(OwnedClient owned) {
        return owned.client().createdAt();
    }

    /** Null cannot be: a token is made with its only secret, which has an end. */
    @SchemaMapping(typeName = TYPE, field = "expiresAt")
    @Nullable
    Instant expiresAt(OwnedClient owned) {
        return owned.secrets().getFirst().endsAt();
    }

    @SchemaMapping(typeName = TYPE, field = "refusals")
    List<RefusalWords.Refusal> refusals(OwnedClient owned, Locale locale) {
        return refusals.of(owned.refusals(), locale);
    }
}
