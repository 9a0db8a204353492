/** Where money will be: the port to the payment provider and its Stripe adapter. Serves no field yet. */
@NullMarked
package io.aula.identity.commerce;

import org.jspecify.annotations.NullMarked;
