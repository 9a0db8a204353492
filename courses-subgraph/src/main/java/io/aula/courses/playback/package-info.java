/** Who may watch what now: grants to play, their renewal, and the sessions that progress credits. */
@NullMarked
package io.aula.courses.playback;

import org.jspecify.annotations.NullMarked;
