/** Buying: from the wish over the provider's page to the order and what it gives a right to. */
@NullMarked
package io.aula.identity.commerce.checkout;

import org.jspecify.annotations.NullMarked;
