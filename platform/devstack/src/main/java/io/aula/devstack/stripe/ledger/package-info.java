/** What the double knows: Stripe's objects, changed one at a time and kept in a file. Knows nothing of HTTP or of money. */
@NullMarked
package io.aula.devstack.stripe.ledger;

import org.jspecify.annotations.NullMarked;
