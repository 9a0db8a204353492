/** Courses that people keep for later. It says nothing of who may open them. */
@NullMarked
package io.aula.courses.saved;

import org.jspecify.annotations.NullMarked;
