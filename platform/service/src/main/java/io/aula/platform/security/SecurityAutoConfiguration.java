package io.aula.platform.security;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.support.BearerTokenAuthenticationExtractor;
import org.springframework.graphql.server.webmvc.AuthenticationWebSocketInterceptor;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Every subgraph verifies the bearer token itself: signature by the issuer's keys, {@code iss}, {@code aud}, {@code exp}.
 * A token is optional at the door, since catalog and previews are public; what needs one says so in the schema.
 */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration"
        })
public class SecurityAutoConfiguration {
    static final String AUDIENCE = "aula-graph";

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder aulaJwtDecoder(
            @Value("${aula.public-url}") String issuer, @Value("${aula.identity-url}") String identityUrl) {
        return new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(identityUrl + "/oauth2/jwks")
                    .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(
                            org.springframework.security.oauth2.jose.jws.SignatureAlgorithm.ES256,
                            org.springframework.security.oauth2.jose.jws.SignatureAlgorithm.RS256)))
                    .validateType(false)
                    .build();
            decoder.setJwtValidator(validator(issuer));
            return decoder;
        });
    }

    static OAuth2TokenValidator<Jwt> validator(String issuer) {
        OAuth2TokenValidator<Jwt> audience =
                jwt -> jwt.getAudience() != null && jwt.getAudience().contains(AUDIENCE)
                        ? OAuth2TokenValidatorResult.success()
                        : OAuth2TokenValidatorResult.failure(
                                new OAuth2Error("invalid_token", "The token is not for " + AUDIENCE + ".", null));
        // RFC 9068 §2.1: an id_token must never pass as an access token.
        OAuth2TokenValidator<Jwt> type = jwt -> {
            String typ = String.valueOf(jwt.getHeaders().getOrDefault("typ", "JWT"));
            return List.of("at+jwt", "application/at+jwt", "JWT").contains(typ)
                    ? OAuth2TokenValidatorResult.success()
                    : OAuth2TokenValidatorResult.failure(
                            new OAuth2Error("invalid_token", "Not an access token.", null));
        };
        return new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(), new JwtIssuerValidator(issuer), audience, type);
    }

    @Bean
    @Order(100)
    @ConditionalOnMissingBean(name = "aulaSecurity")
    SecurityFilterChain aulaSecurity(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable) // no cookies here: the gateway holds the session
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .oauth2ResourceServer(server -> server.jwt(jwt -> {}))
                .build();
    }

    /** A socket brings its token in connection_init; it stays that caller's for the socket's life. */
    @Bean
    @ConditionalOnMissingBean
    AuthenticationWebSocketInterceptor webSocketAuthentication(JwtDecoder decoder) {
        return new AuthenticationWebSocketInterceptor(
                new BearerTokenAuthenticationExtractor("authorization"),
                new ProviderManager(new JwtAuthenticationProvider(decoder)));
    }
}
