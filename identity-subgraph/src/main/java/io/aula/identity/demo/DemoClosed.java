package io.aula.identity.demo;

import io.aula.identity.account.AccountService;
import io.aula.identity.account.NewAccount;
import io.aula.identity.integrator.OAuthClientService;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Anywhere but in development the demo's people cannot sign in and its clients do not exist, whoever seeded them once. */
@Component
@Profile("!development")
class DemoClosed implements ApplicationRunner {
    private final AccountService accounts;
    private final OAuthClientService clients;

    DemoClosed(AccountService accounts, OAuthClientService clients) {
        this.accounts = accounts;
        this.clients = clients;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (NewAccount person : DemoPeople.all()) {
            accounts.setActive(Objects.requireNonNull(person.id()), false);
        }
        List.of(DemoSeed.NATIVE_CLIENT, DemoSeed.INTEGRATOR_CLIENT).forEach(clients::remove);
    }
}
