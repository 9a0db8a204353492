package io.aula.identity.demo;

import io.aula.identity.IdentityProperties;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.NewAccount;
import io.aula.identity.account.signin.PasswordHashes;
import io.aula.identity.account.signin.Passwords;
import io.aula.identity.authserver.ClientSecretHashes;
import io.aula.identity.authserver.GrantTypes;
import io.aula.identity.authserver.ScopePolicy;
import io.aula.identity.integrator.ClientKind;
import io.aula.identity.integrator.OAuthClient;
import io.aula.identity.integrator.OAuthClientService;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the demo's people and clients at each start, leaving alone what is already right. */
@Component
@Profile("development")
class DemoSeed implements ApplicationRunner {
    static final String NATIVE_CLIENT = "demo-native";
    static final String INTEGRATOR_CLIENT = "demo-integrator";
    private static final Logger LOG = LoggerFactory.getLogger(DemoSeed.class);

    private final DemoProperties demo;
    private final IdentityProperties identity;
    private final AccountService accounts;
    private final Passwords passwords;
    private final PasswordHashes hashes;
    private final OAuthClientService clients;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemoSeed(
            DemoProperties demo,
            IdentityProperties identity,
            AccountService accounts,
            Passwords passwords,
            PasswordHashes hashes,
            OAuthClientService clients,
            TransactionTemplate transaction,
            Clock clock) {
        this.demo = demo;
        this.identity = identity;
        this.accounts = accounts;
        this.passwords = passwords;
        this.hashes = hashes;
        this.clients = clients;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (demo.password().isBlank()) {
            LOG.warn("AULA_DEMO_PASSWORD is not set: no demo accounts are made");
            return;
        }
        // One hash for all: they share a password, and a start should not spend a second on twelve hashes.
        boolean sameAsBefore = passwords.matches(DemoPeople.FIRST_INSTRUCTOR, demo.password());
        String hash = sameAsBefore ? null : hashes.hash(demo.password());
        for (NewAccount person : DemoPeople.all()) {
            transaction.executeWithoutResult(status -> seed(person, hash));
        }
        nativeClient();
        if (!demo.clientSecret().isBlank()) {
            integratorClient();
        }
    }

    private void seed(NewAccount person, @Nullable String hash) {
        var id = Objects.requireNonNull(person.id());
        if (accounts.byId(id).isEmpty()) {
            accounts.register(person);
        }
        // Closed when this database served in another profile.
        accounts.setActive(id, true);
        if (hash != null) {
            passwords.set(id, hash);
        }
    }

    private void nativeClient() {
        clients.put(new OAuthClient(
                NATIVE_CLIENT,
                null,
                "Demo app",
                ClientKind.NATIVE,
                List.of("http://127.0.0.1/callback", identity.issuer() + "/callback"),
                List.of(),
                Set.of(GrantTypes.AUTHORIZATION_CODE, GrantTypes.DEVICE_CODE, GrantTypes.REFRESH_TOKEN),
                ScopePolicy.all(),
                true,
                List.of(),
                clock.instant()));
    }

    private void integratorClient() {
        clients.put(new OAuthClient(
                INTEGRATOR_CLIENT,
                DemoPeople.FIRST_INSTRUCTOR,
                "Demo integrator",
                ClientKind.CONFIDENTIAL,
                List.of("http://127.0.0.1/callback", identity.issuer() + "/callback"),
                List.of(),
                Set.of(GrantTypes.AUTHORIZATION_CODE, GrantTypes.REFRESH_TOKEN, GrantTypes.CLIENT_CREDENTIALS),
                ScopePolicy.all(),
                false,
                List.of(ClientSecretHashes.sha256(demo.clientSecret())),
                clock.instant()));
    }
}
