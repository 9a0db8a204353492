package io.aula.identity.commerce;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How to reach Stripe.
 *
 * @param apiBase empty for Stripe itself, else the address of a double
 */
@ConfigurationProperties("aula.stripe")
record StripeProperties(String apiBase, String apiKey) {}
