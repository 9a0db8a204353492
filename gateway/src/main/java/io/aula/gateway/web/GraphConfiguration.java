package io.aula.gateway.web;

import io.aula.gateway.edge.GatewayRuntime;
import io.aula.gateway.edge.GatewaySettings;
import io.aula.gateway.policy.auth.ClientAddresses;
import io.aula.gateway.policy.limit.CostLimit;
import io.aula.gateway.session.CookieJar;
import io.aula.gateway.session.CsrfGuard;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;

/**
 * Puts the engine in Spring Cloud Gateway's own pipeline, before the handler that makes exchanges: {@code /graphql} never
 * enters Spring, everything else never enters the engine.
 */
@Configuration(proxyBeanMethods = false)
class GraphConfiguration {

    @Bean(destroyMethod = "close")
    GatewayRuntime graph(
            PlatformSettings settings, CookieJar cookies, CsrfGuard csrf, ClientAddresses addresses, Clock clock) {
        return GatewayRuntime.start(
                GatewaySettings.defaults(settings.supergraph())
                        .withEndpoints(Map.of(
                                "identity", settings.identityUrl().resolve("/graphql"),
                                "courses", settings.coursesUrl().resolve("/graphql"),
                                "social", settings.socialUrl().resolve("/graphql")))
                        .withTokens(new GatewaySettings.TokenSettings(
                                settings.publicUrl().toString(),
                                settings.identityUrl().resolve("/oauth2/jwks"),
                                "aula-graph"))
                        .withCostLimit(new CostLimit(settings.maximumCost(), CostLimit.LIST_SIZE))
                        .withErrorsOf(settings.errorsOf().entrySet().stream()
                                .filter(entry -> entry.getValue() == PlatformSettings.Errors.ALL)
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet()))
                        .withSwitches(new GatewaySettings.Switches(true, false, false, true, settings.isProduction()))
                        .withOrigins(Set.of(settings.publicUrl().toString()))
                        .withAuthenticator(new CookieAuthenticator(cookies, csrf, addresses, clock)),
                clock);
    }

    /** On channel initialisation: on connection would be after the first bytes. */
    @Bean
    NettyServerCustomizer graphInThePipeline(GatewayRuntime graph) {
        return server -> server.doOnChannelInit(
                (observer, channel, address) -> graph.install(channel.pipeline(), NettyPipeline.HttpCodec));
    }
}
