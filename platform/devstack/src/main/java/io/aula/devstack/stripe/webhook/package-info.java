/** Signed events on their way to the one receiver, with retries, and with the faults that a test asks for. */
@NullMarked
package io.aula.devstack.stripe.webhook;

import org.jspecify.annotations.NullMarked;
