package io.aula.identity.commerce.payment;

import io.aula.platform.id.CheckoutId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That something happened at the provider, and what it is about. How things stand now is read there.
 *
 * @param isOurMode false of test money where real money is taken, and the other way round
 */
public record Notice(
        String id,
        String type,
        @Nullable CheckoutId checkoutId,
        @Nullable String sessionId,
        @Nullable String paymentIntentId,
        @Nullable String subscriptionId,
        @Nullable String customerId,
        Instant createdAt,
        boolean isOurMode) {}
