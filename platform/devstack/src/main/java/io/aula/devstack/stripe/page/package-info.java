/** The pages people see, in Spanish and English, and the door by which tests tell the double what shall go wrong. */
@NullMarked
package io.aula.devstack.stripe.page;

import org.jspecify.annotations.NullMarked;
