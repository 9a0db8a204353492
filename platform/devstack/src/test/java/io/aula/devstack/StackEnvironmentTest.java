package io.aula.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackEnvironmentTest {

    @TempDir
    Path folder;

    @Test
    void pointsEveryServiceAtTheServersOfThisPlatform() {
        Map<String, String> variables = with(Map.of()).variables();
        assertThat(variables)
                .containsEntry("AULA_COURSES_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:31205/aula_courses")
                .containsEntry("AULA_NEO4J_URI", "bolt://127.0.0.1:31206")
                .containsEntry("AULA_PUBLIC_URL", "http://localhost:8080");
        assertThat(variables.get("AULA_RABBITMQ_URI"))
                .startsWith("amqp://aula:")
                .endsWith("@127.0.0.1:31208/aula");
    }

    @Test
    void aRealServerTakesThePlaceOfOursByItsAddress() {
        StackEnvironment environment = with(Map.of("AULA_MONGODB_URI", "mongodb://elsewhere/aula"));
        assertThat(environment.external("AULA_MONGODB_URI")).contains("mongodb://elsewhere/aula");
        assertThat(environment.variables()).containsEntry("AULA_MONGODB_URI", "mongodb://elsewhere/aula");
    }

    @Test
    void aProfileThatDoesNotExistIsRefusedByName() {
        assertThatThrownBy(() -> with(Map.of("AULA_PROFILE", "prod")))
                .isInstanceOf(SetupFailure.class)
                .hasMessageContaining("AULA_PROFILE=prod")
                .hasMessageContaining("production");
    }

    @Test
    void productionKnowsNoDemo() {
        assertThat(with(Map.of("AULA_PROFILE", "production")).variables())
                .containsEntry("AULA_PROFILE", "production")
                .containsEntry("SPRING_PROFILES_ACTIVE", "production")
                .doesNotContainKeys("AULA_DEMO_PASSWORD", "AULA_DEMO_CLIENT_SECRET");
        assertThat(with(Map.of()).variables()).containsKeys("AULA_DEMO_PASSWORD", "AULA_DEMO_CLIENT_SECRET");
    }

    @Test
    void productionIsToldInOneLineEachWhatOnlyStandsIn() {
        assertThat(with(Map.of()).standIns()).isEmpty();
        assertThat(with(Map.of("AULA_PROFILE", "production", "AULA_SMTP_HOST", "mail.example"))
                        .standIns())
                .anyMatch(line -> line.startsWith("AULA_MONGODB_URI is not set: "))
                .anyMatch(line -> line.startsWith("AULA_PUBLIC_URL is not set: "))
                .noneMatch(line -> line.startsWith("AULA_SMTP_HOST"))
                .noneMatch(line -> line.contains("\n"));
    }

    @Test
    void theGatewaysKeyIsDrawnOnceAndLongEnough() {
        String key = with(Map.of()).variables().get("AULA_GATEWAY_KEY");

        assertThat(java.util.Base64.getUrlDecoder().decode(key)).hasSizeGreaterThanOrEqualTo(32);
        assertThat(with(Map.of()).variables()).containsEntry("AULA_GATEWAY_KEY", key);
    }

    @Test
    void aDoubleOfStripeIsThereUntilAKeyOfStripesIsGiven() {
        assertThat(with(Map.of()).hasStripeDouble()).isTrue();
        assertThat(with(Map.of()).variables())
                .containsEntry("AULA_STRIPE_URL", "http://127.0.0.1:31215")
                .containsEntry("AULA_STRIPE_WEBHOOK_URL", "http://127.0.0.1:31201/webhooks/stripe");
        assertThat(with(Map.of()).variables().get("AULA_STRIPE_API_KEY")).startsWith("sk_test_");
        assertThat(with(Map.of()).variables().get("AULA_STRIPE_WEBHOOK_SECRETS"))
                .startsWith("whsec_");

        StackEnvironment real = with(Map.of("AULA_STRIPE_API_KEY", "sk_test_real", "AULA_STRIPE_URL", ""));
        assertThat(real.hasStripeDouble()).isFalse();
        assertThat(real.variables())
                .containsEntry("AULA_STRIPE_API_KEY", "sk_test_real")
                .doesNotContainKeys("AULA_STRIPE_URL", "AULA_STRIPE_WEBHOOK_URL");
    }

    private StackEnvironment with(Map<String, String> given) {
        return new StackEnvironment(
                Ports.preferred(8080),
                new Home(folder, folder),
                Secrets.loadOrCreate(folder.resolve("secrets"), Map.of()),
                given);
    }
}
