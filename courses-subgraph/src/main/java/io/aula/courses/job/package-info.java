/** Work for the transcoder: who holds a job under which fence, what workers report, and how it is told to owners. */
@NullMarked
package io.aula.courses.job;

import org.jspecify.annotations.NullMarked;
