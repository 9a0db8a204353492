/**
 * Makes jOOQ's classes from a service's real migrations while the service is built. Runs only then: nothing of it ships,
 * and it knows no service.
 */
@NullMarked
package io.aula.jooq;

import org.jspecify.annotations.NullMarked;
