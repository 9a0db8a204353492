package io.aula.identity.authserver;

import io.aula.identity.IdentityProperties;
import io.aula.identity.integrator.ClientKind;
import io.aula.identity.integrator.OAuthClient;
import io.aula.identity.integrator.OAuthClientService;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** The gateway's own client, kept as the settings say at each start. */
@Component
class SpaClient implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(SpaClient.class);

    private final OAuthClientService clients;
    private final IdentityProperties properties;
    private final Clock clock;

    SpaClient(OAuthClientService clients, IdentityProperties properties, Clock clock) {
        this.clients = clients;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (properties.spaClientSecret().isBlank()) {
            LOG.warn("AULA_SPA_CLIENT_SECRET is not set: nobody can sign in through the gateway");
            return;
        }
        clients.put(new OAuthClient(
                "aula-spa",
                null,
                "Aula",
                ClientKind.WEB_SESSION,
                List.of(properties.issuer() + "/session/callback"),
                List.of(properties.issuer() + "/"),
                Set.of("authorization_code", "refresh_token"),
                ScopePolicy.all(),
                true,
                List.of(ClientSecretHashes.sha256(properties.spaClientSecret())),
                clock.instant()));
    }
}
