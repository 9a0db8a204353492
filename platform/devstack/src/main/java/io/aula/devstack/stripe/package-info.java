/**
 * The double of Stripe: it speaks the wire format of one API version, shows the pages that Stripe hosts, and sends signed webhooks.
 * It says on each page that it is a double. What it does not know it refuses in Stripe's error shape rather than inventing an answer;
 * why there is one, and what it cannot do: docs/decisions/0033.
 */
@NullMarked
package io.aula.devstack.stripe;

import org.jspecify.annotations.NullMarked;
