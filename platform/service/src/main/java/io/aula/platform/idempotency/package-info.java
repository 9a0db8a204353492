/** Remembers what a caller's key already made, so that a repeated request makes nothing twice. For services with PostgreSQL. */
@NullMarked
package io.aula.platform.idempotency;

import org.jspecify.annotations.NullMarked;
