/** Carries events that a store already holds to the broker, until the broker confirmed them. Knows no store. */
@NullMarked
package io.aula.social.outbox;

import org.jspecify.annotations.NullMarked;
