package io.aula.identity.authserver.client;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.Role;
import io.aula.identity.authserver.ScopePolicy;
import io.aula.identity.authserver.ScopeWords;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** The scopes there are, for whoever writes a program. */
@Controller
class ScopeController {
    private final ScopeCatalog catalog;
    private final ScopeWords words;
    private final AccountService accounts;

    ScopeController(ScopeCatalog catalog, ScopeWords words, AccountService accounts) {
        this.catalog = catalog;
        this.words = words;
        this.accounts = accounts;
    }

    record ScopeInfo(String name, String description, List<String> fields, boolean isAvailable) {}

    @QueryMapping
    List<ScopeInfo> scopeCatalog(Locale locale) {
        Set<Role> roles = Caller.current()
                .flatMap(caller -> accounts.byId(caller.user()))
                .map(Account::roles)
                .orElse(Set.of());
        return catalog.fields().entrySet().stream()
                .map(entry -> new ScopeInfo(
                        entry.getKey(),
                        words.of(entry.getKey(), locale),
                        List.copyOf(entry.getValue()),
                        ScopePolicy.mayAskFor(entry.getKey(), roles)))
                .toList();
    }
}
