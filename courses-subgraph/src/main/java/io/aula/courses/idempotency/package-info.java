/** Remembers what a caller's key already made, so that a repeated request makes nothing twice. Knows no feature. */
@NullMarked
package io.aula.courses.idempotency;

import org.jspecify.annotations.NullMarked;
