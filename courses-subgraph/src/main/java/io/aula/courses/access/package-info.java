/** Decides who may open a course or a lesson, and why not. Holds no data of its own yet. */
@NullMarked
package io.aula.courses.access;

import org.jspecify.annotations.NullMarked;
