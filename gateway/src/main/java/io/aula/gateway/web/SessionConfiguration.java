package io.aula.gateway.web;

import io.aula.gateway.session.CookieJar;
import io.aula.gateway.session.CsrfGuard;
import io.aula.gateway.session.KeyRing;
import io.aula.gateway.session.SignIn;
import io.aula.gateway.session.TokenEndpoint;
import io.aula.gateway.session.TokenRefresh;
import java.time.Clock;
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
    SignIn signIn(
            CookieJar cookies,
            TokenEndpoint tokens,
            TokenEndpoint.ClientCredentials client,
            PlatformSettings settings,
            Clock clock) {
        return new SignIn(cookies, tokens, client, settings.publicUrl(), settings.spaScopes(), clock);
    }
}
