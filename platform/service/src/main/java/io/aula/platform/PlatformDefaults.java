package io.aula.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * What every service would otherwise repeat in its application.yaml; each of them still has the last word, but for what
 * {@code AULA_PROFILE=production} closes.
 */
final class PlatformDefaults implements EnvironmentPostProcessor {
    private static final String PRODUCTION = "production";
    private static final Set<String> PROFILES = Set.of("development", PRODUCTION);

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String profile = environment.getProperty("AULA_PROFILE", "development");
        if (!PROFILES.contains(profile)) {
            throw new IllegalStateException(
                    "AULA_PROFILE=" + profile + " is no profile: give development or production, or nothing");
        }
        environment.getPropertySources().addLast(new MapPropertySource("aula-platform-defaults", defaults()));
        if (profile.equals(PRODUCTION)) {
            environment.getPropertySources().addFirst(new MapPropertySource("aula-production", closed()));
            ProductionSettings.require(environment);
        }
    }

    /**
     * No schema and no inner state for whoever reaches a service. DGS takes Spring's word for introspection, and refuses to start
     * where its own is given too.
     */
    private static Map<String, Object> closed() {
        return Map.of(
                "spring.graphql.schema.introspection.enabled", "false",
                "spring.graphql.graphiql.enabled", "false",
                "dgs.graphql.graphiql.enabled", "false",
                "management.endpoints.web.discovery.enabled", "false",
                "management.endpoint.health.show-components", "never",
                "management.endpoint.health.show-details", "never",
                "management.endpoints.web.exposure.include", "health");
    }

    private static Map<String, Object> defaults() {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put("spring.profiles.active", "${AULA_PROFILE:development}");
        defaults.put("aula.public-url", "${AULA_PUBLIC_URL:http://localhost:8080}");
        defaults.put("aula.identity-url", "${AULA_IDENTITY_URL:http://127.0.0.1:31201}");
        defaults.put("server.address", "127.0.0.1");
        defaults.put("server.shutdown", "graceful");
        defaults.put("spring.lifecycle.timeout-per-shutdown-phase", "20s");
        defaults.put("server.forward-headers-strategy", "none");
        // The gateway lets heads of 16 kB and targets of 8 kB through, and adds some lines of its own.
        defaults.put("server.max-http-request-header-size", "32KB");
        defaults.put("server.tomcat.max-http-response-header-size", "32KB");
        defaults.put("server.tomcat.max-http-form-post-size", "256KB");
        defaults.put("server.tomcat.max-parameter-count", "200");
        defaults.put("spring.servlet.multipart.enabled", "false");
        defaults.put("spring.threads.virtual.enabled", "true");
        defaults.put("spring.main.banner-mode", "off");
        defaults.put("logging.structured.format.console", "logstash");
        defaults.put("spring.rabbitmq.addresses", "${AULA_RABBITMQ_URI:amqp://aula:aula@127.0.0.1:31208/aula}");
        defaults.put("spring.rabbitmq.publisher-confirm-type", "correlated");
        defaults.put("spring.rabbitmq.connection-timeout", "5s");
        defaults.put("spring.rabbitmq.requested-heartbeat", "10s");
        defaults.put("spring.graphql.http.path", "/graphql");
        defaults.put("spring.graphql.websocket.path", "/graphql");
        defaults.put("spring.graphql.websocket.connection-init-timeout", "10s");
        defaults.put("spring.graphql.schema.printer.enabled", "false");
        defaults.put("spring.graphql.graphiql.enabled", "false");
        defaults.put("management.endpoints.web.exposure.include", "health,info,metrics");
        defaults.put("management.endpoint.health.probes.enabled", "true");
        defaults.put("management.endpoint.health.show-components", "always");
        // Only what this service cannot answer without belongs here; a service adds its own store.
        defaults.put("management.endpoint.health.group.readiness.include", "readinessState");
        return defaults;
    }
}
