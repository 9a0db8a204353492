package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** What all the frameworks on our class path make of {@code AULA_PROFILE=production}; nothing else is started. */
class ProductionTest {
    private static final List<String> SETTINGS = List.of(
            "--AULA_PUBLIC_URL=https://aula.example",
            "--AULA_IDENTITY_URL=http://identity:31201",
            "--AULA_COURSES_POSTGRES_URL=jdbc:postgresql://postgres/aula_courses",
            "--AULA_POSTGRES_PASSWORD=secret",
            "--AULA_RABBITMQ_URI=amqp://aula:secret@rabbitmq/aula",
            "--AULA_GATEWAY_KEY=Z2F0ZXdheS1rZXktb2YtdGhlLXRlc3RzLTMyLWJ5dGVzLi4",
            "--AULA_MEDIA_KEYS=m1:YXVsYS1kZXZlbG9wbWVudC1tZWRpYS1rZXktMDAwMDE=",
            "--AULA_OBJECT_STORE_URL=s3://aula");

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @Test
    void everyFrameworkAgreesThatStrangersSeeNoSchema() {
        try (ConfigurableApplicationContext started = start(SETTINGS)) {
            ConfigurableEnvironment environment = started.getEnvironment();
            assertThat(environment.getProperty("spring.graphql.schema.introspection.enabled"))
                    .isEqualTo("false");
            assertThat(environment.getProperty("spring.graphql.graphiql.enabled"))
                    .isEqualTo("false");
            assertThat(environment.getActiveProfiles()).containsExactly("production");
        }
    }

    @Test
    void whatIsMissingIsNamedBeforeAnythingStarts() {
        assertThatThrownBy(() -> start(SETTINGS.subList(0, 6)))
                .hasMessageStartingWith("AULA_MEDIA_KEYS is missing: ")
                .hasMessageContaining("\nAULA_OBJECT_STORE_URL is missing: ");
    }

    private static ConfigurableApplicationContext start(List<String> settings) {
        List<String> arguments = new ArrayList<>(settings);
        arguments.add("--AULA_PROFILE=production");
        return new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new));
    }
}
