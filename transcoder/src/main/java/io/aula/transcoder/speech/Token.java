package io.aula.transcoder.speech;

/**
 * What the recogniser heard, in its own units: a few bytes of text, which may be part of a letter.
 *
 * @param startMs in the sound that was given
 * @param probability between 0 and 1
 */
record Token(byte[] bytes, int startMs, int endMs, float probability) {}
