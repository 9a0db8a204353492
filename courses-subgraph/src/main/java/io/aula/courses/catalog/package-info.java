/** What can be seen of courses: the course, its outline, the public catalog and who teaches it. Changes nothing. */
@NullMarked
package io.aula.courses.catalog;

import org.jspecify.annotations.NullMarked;
