/** What teachers do to a course: draft, edit, order, publish, archive. Every write checks that the caller teaches it. */
@NullMarked
package io.aula.courses.authoring;

import org.jspecify.annotations.NullMarked;
