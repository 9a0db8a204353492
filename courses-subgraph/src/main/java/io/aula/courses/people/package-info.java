/** The people that identity told of, as far as courses has to know: who is there, and who may teach. */
@NullMarked
package io.aula.courses.people;

import org.jspecify.annotations.NullMarked;
