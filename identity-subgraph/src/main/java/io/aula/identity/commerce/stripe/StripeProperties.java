package io.aula.identity.commerce.stripe;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How to reach Stripe.
 *
 * @param apiBase empty for Stripe itself, else the address of a double
 * @param apiKey empty where no payments are taken
 * @param webhookSecrets any of which may have signed what comes; two while one takes the other's place
 * @param tax whether Stripe Tax, which is switched on there, says how much of a price is tax
 */
@ConfigurationProperties("aula.stripe")
record StripeProperties(String apiBase, String apiKey, List<String> webhookSecrets, boolean tax) {
    StripeProperties {
        webhookSecrets = webhookSecrets.stream()
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .toList();
        if (!apiKey.isBlank() && webhookSecrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "AULA_STRIPE_WEBHOOK_SECRETS is missing: without it nobody would hear of payments. Give the endpoint's whsec_…");
        }
    }

    boolean isConfigured() {
        return !apiKey.isBlank();
    }

    /** Of real money, and not of tests. */
    boolean isLive() {
        return apiKey.contains("_live_");
    }
}
