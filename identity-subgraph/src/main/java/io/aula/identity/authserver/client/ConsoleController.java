package io.aula.identity.authserver.client;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.LiveSessions;
import io.aula.identity.authserver.AccessTokens;
import io.aula.identity.authserver.AccessTokens.AccessToken;
import io.aula.identity.authserver.ScopePolicy;
import io.aula.identity.integrator.OAuthClient;
import io.aula.identity.integrator.OwnedClient;
import io.aula.platform.graphql.Messages;
import io.aula.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lets a person ask the graph with just what a program of theirs may ask for, as themselves. */
@RestController
class ConsoleController {
    private final ClientService clients;
    private final AccountService accounts;
    private final LiveSessions sessions;
    private final AccessTokens tokens;

    ConsoleController(ClientService clients, AccountService accounts, LiveSessions sessions, AccessTokens tokens) {
        this.clients = clients;
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    record Asked(@Nullable String clientId) {}

    record Opened(String name, String accessToken, Instant expiresAt, List<String> scopes) {
        @Override
        public String toString() {
            return "Opened[" + name + "]";
        }
    }

    record Refusal(String code, String message) {}

    /** Of a program or a personal token; for our own pages only, and never more than they may ask for themselves. */
    @PostMapping(path = "/credentials/console", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> open(@RequestBody Asked asked) {
        Caller caller = Caller.current()
                .filter(known -> known.hasScope("clients:manage"))
                .filter(sessions::isOwn)
                .orElse(null);
        Account person = caller == null ? null : accounts.live(caller).orElse(null);
        if (caller == null || person == null) {
            return refused(
                    HttpStatus.UNAUTHORIZED,
                    "UNAUTHENTICATED",
                    Messages.of("Tu sesión ha terminado. Entra otra vez.", "Your session has ended. Sign in again."));
        }
        return find(caller, asked)
                .map(client -> opened(caller, person, client))
                .orElseGet(() -> refused(
                        HttpStatus.NOT_FOUND,
                        "NOT_FOUND",
                        Messages.of(
                                "Ese programa ya no existe o no es tuyo.",
                                "That program is not there any more, or is not yours.")));
    }

    private Optional<OAuthClient> find(Caller caller, Asked asked) {
        return Optional.ofNullable(asked.clientId())
                .flatMap(id -> clients.of(caller, List.of(id)).stream().findFirst())
                .map(OwnedClient::client);
    }

    private ResponseEntity<Object> opened(Caller caller, Account person, OAuthClient client) {
        Set<String> scopes = new TreeSet<>(ScopePolicy.granted(client, client.scopes(), person.roles(), true));
        scopes.remove(ScopePolicy.OPENID);
        scopes.retainAll(caller.scopes());
        AccessToken token = tokens.make(person, client, scopes);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Opened(client.name(), token.value(), token.end(), token.scopes()));
    }

    private static ResponseEntity<Object> refused(HttpStatus status, String code, String message) {
        return ResponseEntity.status(status).body(new Refusal(code, message));
    }
}
