/**
 * How loud a sound is, as ITU-R BS.1770-4 measures it, and what has to be done to it so that it is as loud as others. It takes
 * samples and gives numbers; it refuses to know where samples come from.
 */
@NullMarked
package io.aula.transcoder.loudness;

import org.jspecify.annotations.NullMarked;
