/** From cues to whole sentences, and from translated sentences back to the times of cues. Pure functions: knows no engine and no rows. */
@NullMarked
package io.aula.courses.captions.translation;

import org.jspecify.annotations.NullMarked;
