/** Typed, time-ordered ids. */
@NullMarked
package io.aula.platform.id;

import org.jspecify.annotations.NullMarked;
