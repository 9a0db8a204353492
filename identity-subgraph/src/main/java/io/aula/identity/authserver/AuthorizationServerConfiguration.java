package io.aula.identity.authserver;

import io.aula.identity.IdentityProperties;
import io.aula.identity.account.signin.SignInService;
import io.aula.identity.account.throttle.ClientAddress;
import io.aula.identity.account.throttle.Throttle;
import io.aula.identity.authserver.code.OneTimeCodes;
import io.aula.identity.authserver.refresh.BrowserSessions;
import io.aula.identity.authserver.refresh.RefreshRotation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ErrorAuthenticationFailureHandler;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Three chains: our pages, the protocol's endpoints, and (platform's, last) the graph. */
@Configuration(proxyBeanMethods = false)
class AuthorizationServerConfiguration {
    private static final String LOGOUT = "/auth/logout";

    @Bean
    @Order(1)
    SecurityFilterChain pages(
            HttpSecurity http,
            SignInService signIns,
            KnownBrowsers known,
            BrowserSessions browsers,
            SignInAnswers answers,
            Clock clock)
            throws Exception {
        // A manager without parent: Spring's default one would ask a provider it finds a second time.
        ProviderManager people = new ProviderManager(new PersonAuthentication(signIns, known, clock));
        return http.securityMatcher(AuthorizationServerConfiguration::isPage)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .authenticationManager(people)
                .addFilterBefore(new EndedSessionFilter(browsers), SecurityContextHolderFilter.class)
                .formLogin(form -> form.loginPage("/auth/login")
                        .loginProcessingUrl("/auth/login")
                        .usernameParameter("username")
                        .successHandler(answers::signedIn)
                        .failureHandler(answers::refused))
                // mail programs stop mails by a POST without a page (RFC 8058); the link is the secret
                .csrf(csrf -> csrf.ignoringRequestMatchers("/auth/mail-stop"))
                .exceptionHandling(errors -> errors.accessDeniedHandler(StalePages::openAgain))
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.changeSessionId()))
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain protocol(
            HttpSecurity http,
            IdentityProperties properties,
            OAuth2AuthorizationService authorizations,
            BrowserSessions browsers,
            OneTimeCodes codes,
            RefreshRotation rotation,
            RegisteredClientRepository clients,
            DeviceEndpoint devices,
            FreshSignIn fresh,
            ClientDiary diary)
            throws Exception {
        AuthorizationAnswers answers = new AuthorizationAnswers(properties.issuer(), browsers);
        ProtocolEntryPoint entry = new ProtocolEntryPoint(answers, fresh);
        var refusedTokens = new OAuth2ErrorAuthenticationFailureHandler();
        http.oauth2AuthorizationServer(server -> {
            http.securityMatcher(server.getEndpointsMatcher());
            server.clientAuthentication(client -> client.authenticationConverters(ClientProof::into)
                            .errorResponseHandler((request, response, refusal) -> {
                                diary.refused(request, refusal);
                                ClientProof.refused(request, response, refusal);
                            })
                            .authenticationProviders(providers -> {
                                checkSecretsFast(providers);
                                providers.addFirst(new SecretlessClients(clients));
                            }))
                    .authorizationEndpoint(endpoint -> endpoint.consentPage("/auth/consent")
                            .authenticationProviders(providers -> {
                                compareAddresses(providers);
                                providers.replaceAll(provider -> ConsentDecision.before(provider, authorizations));
                            })
                            .authorizationResponseHandler(answers::granted)
                            .errorResponseHandler(answers::refused))
                    .tokenEndpoint(endpoint -> endpoint.accessTokenResponseHandler(new TokenAnswer(diary))
                            .errorResponseHandler((request, response, refusal) -> {
                                diary.refused(request, refusal);
                                refusedTokens.onAuthenticationFailure(request, response, refusal);
                            })
                            .authenticationProviders(providers -> {
                                codes.into(providers, authorizations);
                                rotation.into(providers, authorizations);
                            }))
                    .deviceAuthorizationEndpoint(
                            endpoint -> endpoint.deviceAuthorizationRequestConverter(devices::admit)
                                    .deviceAuthorizationResponseHandler(devices::granted)
                                    .errorResponseHandler(devices::refused))
                    .authorizationServerMetadataEndpoint(metadata -> metadata.authorizationServerMetadataCustomizer(
                            builder -> builder.claims(Discovery::describe)))
                    .oidc(oidc -> oidc.providerConfigurationEndpoint(
                                    metadata -> metadata.providerConfigurationCustomizer(
                                            builder -> builder.claims(Discovery::describe)))
                            .logoutEndpoint(logout -> logout.logoutResponseHandler(
                                    new SignOutByClient(authorizations, browsers)::signedOut)));
        });
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(entry))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(entry))
                .addFilterBefore(new EndedSessionFilter(browsers), SecurityContextHolderFilter.class)
                .addFilterBefore(new OwnPageRedirects(), SecurityContextHolderFilter.class)
                .addFilterAfter(new FreshSignInFilter(fresh), SecurityContextHolderFilter.class)
                .build();
    }

    private static void checkSecretsFast(List<AuthenticationProvider> providers) {
        providers.forEach(provider -> {
            if (provider instanceof ClientSecretAuthenticationProvider secrets) {
                secrets.setPasswordEncoder(new ClientSecretHashes());
            }
        });
    }

    private static void compareAddresses(List<AuthenticationProvider> providers) {
        providers.forEach(provider -> {
            if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
                requests.setAuthenticationValidator(new RedirectAddresses()
                        .andThen(new CodeChallenges())
                        .andThen(new Ages())
                        .andThen(OAuth2AuthorizationCodeRequestAuthenticationValidator.DEFAULT_SCOPE_VALIDATOR));
            }
        });
    }

    /** Sign-out without an id token is a page of ours; with one it is OpenID Connect's end-session endpoint. */
    private static boolean isPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.equals(LOGOUT)) {
            return request.getParameter("id_token_hint") == null;
        }
        return path.startsWith("/auth/");
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IdentityProperties properties) {
        return AuthorizationServerSettings.builder()
                .issuer(properties.issuer())
                .oidcLogoutEndpoint(LOGOUT)
                // Our pages' chain comes first there, so Spring's endpoint, which need not ask anybody, gets nothing.
                .deviceVerificationEndpoint(DeviceEndpoint.PAGE)
                .build();
    }

    @Bean
    OAuth2TokenGenerator<?> tokenGenerator(JwtEncoder encoder, TokenClaims claims, Clock clock) {
        JwtGenerator tokens = new JwtGenerator(encoder);
        tokens.setJwtCustomizer(claims);
        return new DelegatingOAuth2TokenGenerator(tokens, new RefreshTokenMaker(clock));
    }

    @Bean
    OAuth2AuthorizationService authorizationService(
            JdbcTemplate jdbc, RegisteredClientRepository clients, RefreshRotation rotation) {
        return rotation.around(new JdbcOAuth2AuthorizationService(jdbc, clients));
    }

    @Bean
    OAuth2AuthorizationConsentService consentService(JdbcTemplate jdbc, RegisteredClientRepository clients) {
        return new JdbcOAuth2AuthorizationConsentService(jdbc, clients);
    }

    /** Before Spring Security, whose filters read the parameters first. */
    @Bean
    FilterRegistrationBean<ReadableParameters> readableParameters() {
        var registration = new FilterRegistrationBean<>(new ReadableParameters());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        registration.addUrlPatterns("/auth/*", "/oauth2/*", "/userinfo", "/.well-known/*");
        return registration;
    }

    @Bean
    DeviceEndpoint deviceEndpoint(IdentityProperties properties, Throttle throttle, ClientAddress addresses) {
        return new DeviceEndpoint(properties.issuer(), throttle, addresses);
    }

    @Bean
    ClientAddress clientAddress(IdentityProperties properties, Environment environment) {
        if (properties.gatewayKey().isBlank() && !environment.matchesProfiles("development")) {
            // Without it all callers are the gateway's own address: one person's wrong passwords would be everybody's.
            throw new IllegalStateException("AULA_GATEWAY_KEY is missing: set the same key as the gateway's");
        }
        return new ClientAddress(properties.gatewayKey());
    }

    @Bean
    KnownBrowsers knownBrowsers(IdentityProperties properties, ClientAddress addresses) {
        byte[] key = Base64.getDecoder().decode(properties.keyEncryptionKey());
        return new KnownBrowsers(key, "https".equals(properties.publicUrl().getScheme()), addresses);
    }
}
