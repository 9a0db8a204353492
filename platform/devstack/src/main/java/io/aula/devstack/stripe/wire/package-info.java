/** Stripe's API over HTTP: form fields in, JSON out, keys, pages, expansion and errors. Knows no kind of object. */
@NullMarked
package io.aula.devstack.stripe.wire;

import org.jspecify.annotations.NullMarked;
