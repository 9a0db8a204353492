package io.aula.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * What has a default that suits one machine only, or none: production must be told. A service names in {@code aula.production-needs}
 * what it uses.
 */
final class ProductionSettings {
    private static final String NEEDS = "aula.production-needs";

    private static final Map<String, String> MEANINGS = Map.of(
            "AULA_PUBLIC_URL", "the address people use, as https://aula.example",
            "AULA_IDENTITY_URL", "where identity listens, as http://identity:31201",
            "AULA_RABBITMQ_URI", "the broker, as amqp://aula:PASSWORD@rabbitmq:5672/aula",
            "AULA_POSTGRES_PASSWORD", "the password of AULA_POSTGRES_USER",
            "AULA_KEY_ENCRYPTION_KEY", "base64 of 32 random bytes, which seal the signing keys in the database",
            "AULA_GATEWAY_KEY", "base64url of 32 random bytes, the same as the gateway's",
            "AULA_SPA_CLIENT_SECRET", "a long random text, the same as the gateway's",
            "AULA_SMTP_HOST", "who takes our mails",
            "AULA_MEDIA_KEYS", "NAME:base64 of 32 random bytes, the same as the gateway's",
            "AULA_OBJECT_STORE_URL", "where files are kept, as s3://BUCKET or file:///FOLDER");

    private ProductionSettings() {}

    static void require(ConfigurableEnvironment environment) {
        List<String> missing = new ArrayList<>();
        for (String name : environment.getProperty(NEEDS, String[].class, new String[0])) {
            if (environment.getProperty(name, "").isBlank()) {
                missing.add(name + " is missing: " + MEANINGS.getOrDefault(name, "a store's address"));
            }
        }
        if (!missing.isEmpty()) {
            throw new MissingSettingsException(missing);
        }
    }
}
