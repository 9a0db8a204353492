/** Slows down whoever tries too often: where a try comes from, how many are free, how long the next one waits. */
@NullMarked
package io.aula.identity.account.throttle;

import org.jspecify.annotations.NullMarked;
