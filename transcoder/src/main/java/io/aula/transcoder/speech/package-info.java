/**
 * From sound to words: where somebody speaks, which pieces go to the recogniser, and what it heard in them. Runs in the
 * child process; knows neither broker nor store, and only {@link io.aula.transcoder.speech.NativeWhisper} sees a pointer.
 */
@NullMarked
package io.aula.transcoder.speech;

import org.jspecify.annotations.NullMarked;
