/** Asks workers to listen, and makes rows of what they heard. Hears nothing itself. */
@NullMarked
package io.aula.courses.captions.hearing;

import org.jspecify.annotations.NullMarked;
