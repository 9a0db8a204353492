package io.aula.gateway.web;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where everything is, from the environment (see application.yaml).
 *
 * @param profile whether strangers may look behind the graph, and what must not be missing
 * @param publicUrl this gateway as browsers see it; also the OAuth issuer
 * @param gatewayKey what proves to services that we told them an address; base64url of 32 bytes or more
 * @param trustedProxies networks in front of us whose X-Forwarded-For is believed, with commas; usually none
 * @param errorsOf for each subgraph whether callers see its errors masked or all of them
 * @param spaDirectory the built SPA
 * @param supergraph the composed supergraph file
 */
@ConfigurationProperties("aula")
record PlatformSettings(
        Profile profile,
        URI publicUrl,
        URI identityUrl,
        URI coursesUrl,
        URI socialUrl,
        String sessionKeys,
        String gatewayKey,
        String trustedProxies,
        Map<String, Errors> errorsOf,
        String spaClientSecret,
        List<String> spaScopes,
        URI objectStoreUrl,
        String mediaKeys,
        Path spaDirectory,
        Path supergraph,
        long maximumCost) {

    enum Profile {
        DEVELOPMENT,
        PRODUCTION
    }

    enum Errors {
        MASKED,
        ALL
    }

    PlatformSettings {
        spaScopes = List.copyOf(spaScopes);
        errorsOf = Map.copyOf(errorsOf);
        if (profile == Profile.PRODUCTION && gatewayKey.isBlank()) {
            throw new IllegalArgumentException(
                    "AULA_GATEWAY_KEY is missing: in production the gateway and identity share base64url of 32 random bytes");
        }
    }

    boolean isProduction() {
        return profile == Profile.PRODUCTION;
    }
}
