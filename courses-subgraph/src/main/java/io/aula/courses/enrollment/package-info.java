/** Who does which course. Says nothing of whether they may; that is access. */
@NullMarked
package io.aula.courses.enrollment;

import org.jspecify.annotations.NullMarked;
