/**
 * Tells the others of everything that is here once more, as it is now: for copies that were lost, or that are older than the log of
 * what was told. Each feature tells of its own.
 */
@NullMarked
package io.aula.courses.stating;

import org.jspecify.annotations.NullMarked;
