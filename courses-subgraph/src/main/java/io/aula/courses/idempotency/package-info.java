/** Runs a creation once for a caller's key; the store is the platform's. Knows no feature. */
@NullMarked
package io.aula.courses.idempotency;

import org.jspecify.annotations.NullMarked;
