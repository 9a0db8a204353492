/** Makes tracks in other languages of what is spoken, sentence by sentence, and keeps them up with it. */
@NullMarked
package io.aula.courses.captions.translation;

import org.jspecify.annotations.NullMarked;
