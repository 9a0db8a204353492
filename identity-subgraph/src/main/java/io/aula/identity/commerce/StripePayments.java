package io.aula.identity.commerce;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stripe behind our port. */
final class StripePayments implements PaymentProvider {
    private static final Logger LOG = LoggerFactory.getLogger(StripePayments.class);

    private final StripeClient stripe;

    StripePayments(StripeClient stripe) {
        this.stripe = stripe;
    }

    @Override
    public boolean isReachable() {
        try {
            stripe.v1().balance().retrieve();
            return true;
        } catch (StripeException failure) {
            LOG.warn("Stripe does not answer: {}", failure.getCode());
            return false;
        }
    }
}
