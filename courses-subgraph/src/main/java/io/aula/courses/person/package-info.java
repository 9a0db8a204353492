/** People as this service knows them: by their id alone. Tells them what is kept of them and forgets them; each feature keeps its own rows. */
@NullMarked
package io.aula.courses.person;

import org.jspecify.annotations.NullMarked;
