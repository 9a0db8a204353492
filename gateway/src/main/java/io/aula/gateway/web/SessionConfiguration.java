package io.aula.gateway.web;

import io.aula.gateway.policy.auth.ClientAddresses;
import io.aula.gateway.session.CookieJar;
import io.aula.gateway.session.CsrfGuard;
import io.aula.gateway.session.KeyRing;
import io.aula.gateway.session.Revocations;
import io.aula.gateway.session.SignIn;
import io.aula.gateway.session.TokenEndpoint;
import io.aula.gateway.session.TokenRefresh;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    CookieJar cookieJar(PlatformSettings settings) {
        return new CookieJar(KeyRing.parse(settings.sessionKeys()), settings.publicUrl());
    }

    @Bean
    CsrfGuard csrfGuard(PlatformSettings settings) {
        return new CsrfGuard(settings.publicUrl());
    }

    @Bean
    TokenEndpoint.ClientCredentials spaClient(PlatformSettings settings) {
        return new TokenEndpoint.ClientCredentials(
                "aula-spa", settings.spaClientSecret(), settings.publicUrl().resolve("/session/callback"));
    }

    @Bean
    TokenEndpoint tokenEndpoint(PlatformSettings settings, TokenEndpoint.ClientCredentials client, Clock clock) {
        return new TokenEndpoint(settings.identityUrl(), client, clock);
    }

    @Bean
    TokenRefresh tokenRefresh(TokenEndpoint endpoint) {
        return new TokenRefresh(endpoint);
    }

    @Bean
    Revocations revocations(TokenEndpoint endpoint, TokenRefresh refresh) {
        return new Revocations(endpoint, refresh);
    }

    /** Without a key of ours one nobody else knows: services then go by the connection they see. */
    @Bean
    ClientAddresses clientAddresses(PlatformSettings settings) {
        String key = settings.gatewayKey();
        return ClientAddresses.of(key.isBlank() ? randomKey() : key, settings.trustedProxies());
    }

    private static String randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    @Bean
    SignIn signIn(
            CookieJar cookies,
            TokenEndpoint tokens,
            Revocations revocations,
            TokenEndpoint.ClientCredentials client,
            PlatformSettings settings,
            Clock clock) {
        return new SignIn(cookies, tokens, revocations, client, settings.publicUrl(), settings.spaScopes(), clock);
    }
}
