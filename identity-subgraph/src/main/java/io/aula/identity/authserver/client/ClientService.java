package io.aula.identity.authserver.client;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.Role;
import io.aula.identity.audit.AuditTrail;
import io.aula.identity.authserver.ClientSecretHashes;
import io.aula.identity.authserver.GrantTypes;
import io.aula.identity.authserver.ScopePolicy;
import io.aula.identity.integrator.ClientKind;
import io.aula.identity.integrator.OAuthClient;
import io.aula.identity.integrator.OAuthClientService;
import io.aula.identity.integrator.OwnedClient;
import io.aula.platform.id.ClientId;
import io.aula.platform.id.Ids;
import io.aula.platform.id.UserId;
import io.aula.platform.idempotency.Once;
import io.aula.platform.security.Caller;
import io.aula.platform.text.PlainText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes clients for people's programs, and ends them. */
@Service
class ClientService {
    static final String TOKEN_PREFIX = "pat";
    static final int MOST = 20;
    static final int MOST_SECRETS = 5;

    private final OAuthClientService clients;
    private final AccountService accounts;
    private final NewSecrets secrets;
    private final AuditTrail audit;
    private final Once once;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ClientService(
            OAuthClientService clients,
            AccountService accounts,
            NewSecrets secrets,
            AuditTrail audit,
            Once once,
            TransactionTemplate transaction,
            Clock clock) {
        this.clients = clients;
        this.accounts = accounts;
        this.secrets = secrets;
        this.audit = audit;
        this.once = once;
        this.transaction = transaction;
        this.clock = clock;
    }

    List<OwnedClient> of(Caller caller) {
        return Stream.of(ClientKind.NATIVE, ClientKind.CONFIDENTIAL)
                .flatMap(kind -> clients.ofOwner(caller.user(), kind).stream())
                .sorted(Comparator.comparing(
                                (OwnedClient owned) -> owned.client().createdAt())
                        .reversed())
                .toList();
    }

    List<OwnedClient> tokensOf(Caller caller) {
        return clients.ofOwner(caller.user(), ClientKind.PERSONAL);
    }

    List<OwnedClient> of(Caller caller, List<String> ids) {
        return clients.ofOwner(caller.user(), ids);
    }

    ClientOutcome create(Caller caller, String key, ClientDescription asked) {
        ClientDescription tidy = tidy(asked);
        Optional<ClientFault> fault = ClientRules.key(key).or(() -> ClientRules.fault(tidy, roles(caller)));
        if (fault.isPresent()) {
            return new ClientOutcome.Wrong(fault.get());
        }
        String secret = tidy.kind() == ClientKind.CONFIDENTIAL ? secrets.next("aula_cs_") : null;
        return make(caller, key, tidy, secret, null);
    }

    /** @param end of its secret, and so of the token */
    ClientOutcome createToken(Caller caller, String key, String name, Set<String> scopes, Instant end) {
        ClientDescription asked = tidy(new ClientDescription(name, ClientKind.PERSONAL, List.of(), List.of(), scopes));
        Optional<ClientFault> fault = ClientRules.key(key)
                .or(() -> ClientRules.fault(asked, roles(caller)))
                .or(() -> ClientRules.end(end, clock.instant()));
        if (fault.isPresent()) {
            return new ClientOutcome.Wrong(fault.get());
        }
        return make(caller, key, asked, secrets.next("aula_pt_"), end);
    }

    /** What of a request with a key is compared with the first one: not the secret, which is drawn anew. */
    private record Request(
            ClientDescription asked, @Nullable Instant end) {}

    /** Rolls back what has begun. */
    private static final class LimitReached extends RuntimeException {
        LimitReached() {
            super("one client too many", null, false, false);
        }
    }

    private ClientOutcome make(
            Caller caller, String key, ClientDescription asked, @Nullable String secret, @Nullable Instant end) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                boolean[] isNew = {false};
                Supplier<String> insert = () -> {
                    isNew[0] = true;
                    return insert(caller, asked, secret, end);
                };
                return switch (once.run(caller.userId(), key, new Request(asked, end), insert)) {
                    case Once.Outcome.Made(String id) -> stands(caller, id, isNew[0] ? secret : null);
                    case Once.Outcome.KeyReused() -> new ClientOutcome.KeyReused();
                };
            }));
        } catch (LimitReached reached) {
            return new ClientOutcome.TooMany(MOST);
        }
    }

    private String insert(Caller caller, ClientDescription asked, @Nullable String secret, @Nullable Instant end) {
        clients.lockOwner(caller.user());
        boolean isToken = asked.kind() == ClientKind.PERSONAL;
        if ((isToken ? tokensOf(caller) : of(caller)).size() >= MOST) {
            throw new LimitReached();
        }
        String id = Ids.next(isToken ? TOKEN_PREFIX : ClientId.PREFIX);
        clients.describe(client(id, caller.user(), asked));
        if (secret != null) {
            clients.addSecret(id, ClientSecretHashes.sha256(secret), end);
        }
        audit.record(caller.user(), isToken ? "token.created" : "client.created", id, asked.name());
        return id;
    }

    /** A sign-in under way with an address that is gone ends there; tokens that were given keep their scopes until they are renewed. */
    @Transactional
    public ClientOutcome update(Caller caller, String id, ClientDescription asked) {
        clients.lockOwner(caller.user());
        OwnedClient before = owned(caller, id).orElse(null);
        if (before == null || before.client().kind() == ClientKind.PERSONAL) {
            return new ClientOutcome.NoSuchClient(id);
        }
        ClientDescription tidy = tidy(new ClientDescription(
                asked.name(),
                before.client().kind(),
                asked.redirectUris(),
                asked.postLogoutRedirectUris(),
                asked.scopes()));
        Optional<ClientFault> fault = ClientRules.fault(tidy, roles(caller));
        if (fault.isPresent()) {
            return new ClientOutcome.Wrong(fault.get());
        }
        clients.describe(client(id, caller.user(), tidy));
        audit.record(caller.user(), "client.changed", id, tidy.name());
        return stands(caller, id, null);
    }

    @Transactional
    public ClientOutcome rotate(Caller caller, String id, int overlapHours) {
        Optional<ClientFault> fault = ClientRules.overlap(overlapHours);
        if (fault.isPresent()) {
            return new ClientOutcome.Wrong(fault.get());
        }
        clients.lockOwner(caller.user());
        OwnedClient before = owned(caller, id).orElse(null);
        if (before == null) {
            return new ClientOutcome.NoSuchClient(id);
        }
        if (before.client().kind() != ClientKind.CONFIDENTIAL) {
            return new ClientOutcome.HasNoSecret();
        }
        if (overlapHours > 0 && before.client().secretHashes().size() >= MOST_SECRETS) {
            return new ClientOutcome.TooManySecrets(MOST_SECRETS);
        }
        String secret = secrets.next("aula_cs_");
        clients.replaceSecret(id, ClientSecretHashes.sha256(secret), Duration.ofHours(overlapHours));
        audit.record(caller.user(), "client.secret-rotated", id, overlapHours + " h");
        return stands(caller, id, secret);
    }

    /** What is gone already is gone: a second request is told the same. */
    @Transactional
    public ClientOutcome remove(Caller caller, String id, boolean isToken) {
        clients.lockOwner(caller.user());
        boolean isThere = owned(caller, id)
                .filter(owned -> isToken == (owned.client().kind() == ClientKind.PERSONAL))
                .isPresent();
        if (!isThere) {
            return new ClientOutcome.NoSuchClient(id);
        }
        clients.remove(id);
        audit.record(caller.user(), isToken ? "token.deleted" : "client.deleted", id);
        return new ClientOutcome.Removed(id);
    }

    private Optional<OwnedClient> owned(Caller caller, String id) {
        return of(caller, List.of(id)).stream().findFirst();
    }

    /** One that was made with this key and deleted since is not made again. */
    private ClientOutcome stands(Caller caller, String id, @Nullable String secret) {
        return owned(caller, id)
                .<ClientOutcome>map(client -> new ClientOutcome.Stands(client, secret))
                .orElseGet(() -> new ClientOutcome.NoSuchClient(id));
    }

    private Set<Role> roles(Caller caller) {
        return accounts.byId(caller.user()).map(Account::roles).orElse(Set.of());
    }

    private static ClientDescription tidy(ClientDescription asked) {
        return new ClientDescription(
                PlainText.name(asked.name()),
                asked.kind(),
                asked.redirectUris().stream().distinct().toList(),
                asked.postLogoutRedirectUris().stream().distinct().toList(),
                asked.scopes());
    }

    private OAuthClient client(String id, UserId owner, ClientDescription asked) {
        Set<String> scopes = new HashSet<>(asked.scopes());
        Set<String> grants = new HashSet<>();
        switch (asked.kind()) {
            case NATIVE -> grants.addAll(Set.of(GrantTypes.DEVICE_CODE, GrantTypes.REFRESH_TOKEN));
            case CONFIDENTIAL -> grants.addAll(Set.of(GrantTypes.CLIENT_CREDENTIALS, GrantTypes.REFRESH_TOKEN));
            case PERSONAL -> grants.add(GrantTypes.CLIENT_CREDENTIALS);
            case WEB_SESSION -> throw new IllegalArgumentException("the gateway's client is made from the settings");
        }
        if (!asked.redirectUris().isEmpty()) {
            grants.add(GrantTypes.AUTHORIZATION_CODE);
        }
        if (asked.kind() != ClientKind.PERSONAL) {
            scopes.add(ScopePolicy.OPENID);
        }
        return new OAuthClient(
                id,
                owner,
                asked.name(),
                asked.kind(),
                asked.redirectUris(),
                asked.postLogoutRedirectUris(),
                grants,
                scopes,
                false,
                List.of(),
                clock.instant());
    }
}
