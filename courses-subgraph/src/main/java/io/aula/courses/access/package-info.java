/** Decides who may open a course or a lesson, and why not. Holds a copy of what people have a right to, which identity tells. */
@NullMarked
package io.aula.courses.access;

import org.jspecify.annotations.NullMarked;
