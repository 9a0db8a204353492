/** Stripe behind the port: nothing else knows its words. */
@NullMarked
package io.aula.identity.commerce.stripe;

import org.jspecify.annotations.NullMarked;
