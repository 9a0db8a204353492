/**
 * Stripe's objects and what becomes of them: customers, prices, checkouts, payments, subscriptions and their invoices, in the
 * shapes of API version 2026-07-29.dahlia. Transfers and payments that take days it does not know, and of taxes one rate.
 */
@NullMarked
package io.aula.devstack.stripe.billing;

import org.jspecify.annotations.NullMarked;
