/**
 * What people write for themselves at a second of a lesson. Whoever may open a lesson writes to it; what was written is its writer's,
 * whatever becomes of the lesson or of their access to it.
 */
@NullMarked
package io.aula.courses.note;

import org.jspecify.annotations.NullMarked;
