package io.aula.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.unit.DataSize;

class PlatformDefaultsTest {

    @Test
    void productionShowsNoSchemaAndNoInnerStateWhateverAServiceSays() {
        ConfigurableEnvironment environment = environment(Map.of(
                "AULA_PROFILE", "production",
                "management.endpoint.health.show-components", "always",
                "spring.graphql.graphiql.enabled", "true"));

        assertThat(environment.getProperty("spring.graphql.schema.introspection.enabled"))
                .isEqualTo("false");
        assertThat(environment.getProperty("spring.graphql.graphiql.enabled")).isEqualTo("false");
        assertThat(environment.getProperty("management.endpoint.health.show-components"))
                .isEqualTo("never");
        assertThat(environment.getProperty("management.endpoints.web.exposure.include"))
                .isEqualTo("health");
        assertThat(environment.getProperty("spring.profiles.active")).isEqualTo("production");
    }

    @Test
    void developmentIsOpenUnlessToldOtherwise() {
        ConfigurableEnvironment environment = environment(Map.of());

        assertThat(environment.getProperty("spring.graphql.schema.introspection.enabled"))
                .isNull();
        assertThat(environment.getProperty("management.endpoint.health.show-components"))
                .isEqualTo("always");
        assertThat(environment.getProperty("spring.profiles.active")).isEqualTo("development");
    }

    @Test
    void headsThatPassTheGatewayPassTheServicesAndFormsHaveABound() {
        ConfigurableEnvironment environment = environment(Map.of());

        assertThat(DataSize.parse(environment.getRequiredProperty("server.max-http-request-header-size"))
                        .toBytes())
                .isGreaterThan(16_384 + 8_192 + 1_024);
        assertThat(environment.getProperty("server.tomcat.max-http-form-post-size"))
                .isEqualTo("256KB");
        assertThat(environment.getProperty("spring.servlet.multipart.enabled")).isEqualTo("false");
    }

    @Test
    void aProfileWithATypingErrorStartsNothing() {
        assertThatThrownBy(() -> environment(Map.of("AULA_PROFILE", "prod")))
                .hasMessageContaining("AULA_PROFILE=prod")
                .hasMessageContaining("production");
    }

    @Test
    void productionNamesInOneLineEachWhatItMustBeTold() {
        assertThatThrownBy(() -> environment(Map.of(
                        "AULA_PROFILE", "production",
                        "aula.production-needs", "AULA_PUBLIC_URL,AULA_SMTP_HOST,AULA_RABBITMQ_URI",
                        "AULA_SMTP_HOST", "mail")))
                .hasMessageMatching(
                        "AULA_PUBLIC_URL is missing: the address .*\nAULA_RABBITMQ_URI is missing: the broker, .*");
        assertThat(environment(Map.of("aula.production-needs", "AULA_PUBLIC_URL")))
                .isNotNull();
    }

    private static ConfigurableEnvironment environment(Map<String, Object> given) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        new PlatformDefaults().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
