/** Courses as this service needs them: a copy of who teaches them, and whether they are free, which is decided here. */
@NullMarked
package io.aula.identity.course;

import org.jspecify.annotations.NullMarked;
