package io.aula.identity.commerce;

/** Whoever moves the money. The rest of this package says what it is for, never how Stripe calls it. */
public interface PaymentProvider {
    /** True when the provider answers; used by operators, not on any request's path. */
    boolean isReachable();
}
