/**
 * The beginning of a double of Stripe: it creates and returns customers, products and prices in Stripe's own shape.
 * What it does not know it refuses in Stripe's error shape rather than inventing an answer.
 */
@NullMarked
package io.aula.devstack.stripe;

import org.jspecify.annotations.NullMarked;
