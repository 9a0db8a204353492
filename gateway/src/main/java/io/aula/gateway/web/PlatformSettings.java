package io.aula.gateway.web;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where everything is, from the environment (see application.yaml).
 *
 * @param publicUrl this gateway as browsers see it; also the OAuth issuer
 * @param spaDirectory the built SPA
 * @param supergraph the composed supergraph file
 */
@ConfigurationProperties("aula")
record PlatformSettings(
        URI publicUrl,
        URI identityUrl,
        URI coursesUrl,
        URI socialUrl,
        String sessionKeys,
        String spaClientSecret,
        List<String> spaScopes,
        URI objectStoreUrl,
        String mediaKeys,
        Path spaDirectory,
        Path supergraph,
        long maximumCost) {
    PlatformSettings {
        spaScopes = List.copyOf(spaScopes);
    }
}
