package io.aula.identity.authserver;

import io.aula.identity.IdentityProperties;
import io.aula.identity.account.signin.SignInService;
import io.aula.identity.authserver.refresh.RefreshRotation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/** Three chains: our pages, the protocol's endpoints, and (platform's, last) the graph. */
@Configuration(proxyBeanMethods = false)
class AuthorizationServerConfiguration {
    private static final String LOGOUT = "/auth/logout";

    @Bean
    @Order(1)
    SecurityFilterChain pages(HttpSecurity http, PersonAuthentication people, SignInAnswers answers) throws Exception {
        return http.securityMatcher(AuthorizationServerConfiguration::isPage)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .authenticationProvider(people)
                .formLogin(form -> form.loginPage("/auth/login")
                        .loginProcessingUrl("/auth/login")
                        .usernameParameter("username")
                        .successHandler(answers::signedIn)
                        .failureHandler(answers::refused))
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
            RefreshRotation rotation)
            throws Exception {
        AuthorizationAnswers answers = new AuthorizationAnswers(properties.issuer());
        LoginUrlAuthenticationEntryPoint signIn = new SignInEntryPoint();
        http.oauth2AuthorizationServer(server -> {
            http.securityMatcher(server.getEndpointsMatcher());
            server.clientAuthentication(client ->
                            client.authenticationProviders(providers -> providers.forEach(provider -> {
                                if (provider instanceof ClientSecretAuthenticationProvider secrets) {
                                    secrets.setPasswordEncoder(new ClientSecretHashes());
                                }
                            })))
                    .authorizationEndpoint(endpoint -> endpoint.consentPage("/auth/consent")
                            .authorizationResponseHandler(answers::granted)
                            .errorResponseHandler(answers::refused))
                    .tokenEndpoint(endpoint -> endpoint.accessTokenResponseHandler(new TokenAnswer())
                            .authenticationProviders(providers -> rotation.into(providers, authorizations)))
                    .authorizationServerMetadataEndpoint(metadata -> metadata.authorizationServerMetadataCustomizer(
                            builder -> builder.claims(AuthorizationServerConfiguration::describe)))
                    .oidc(oidc ->
                            oidc.providerConfigurationEndpoint(metadata -> metadata.providerConfigurationCustomizer(
                                    builder -> builder.claims(AuthorizationServerConfiguration::describe))));
        });
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(errors -> errors.defaultAuthenticationEntryPointFor(
                        signIn, new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
                .build();
    }

    /** Sign-out without an id token is a page of ours; with one it is OpenID Connect's end-session endpoint. */
    private static boolean isPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.equals(LOGOUT)) {
            return request.getParameter("id_token_hint") == null;
        }
        return path.startsWith("/auth/");
    }

    private static void describe(Map<String, Object> metadata) {
        metadata.put("authorization_response_iss_parameter_supported", true);
        metadata.put("prompt_values_supported", List.of("none", "create"));
        metadata.put("ui_locales_supported", List.of("es", "en"));
        metadata.put("scopes_supported", List.copyOf(new TreeSet<>(ScopePolicy.all())));
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IdentityProperties properties) {
        return AuthorizationServerSettings.builder()
                .issuer(properties.issuer())
                .oidcLogoutEndpoint(LOGOUT)
                .build();
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

    @Bean
    PersonAuthentication personAuthentication(SignInService signIns, KnownBrowsers browsers) {
        return new PersonAuthentication(signIns, browsers);
    }

    @Bean
    KnownBrowsers knownBrowsers(IdentityProperties properties) {
        byte[] key = Base64.getDecoder().decode(properties.keyEncryptionKey());
        return new KnownBrowsers(key, "https".equals(properties.publicUrl().getScheme()));
    }
}
