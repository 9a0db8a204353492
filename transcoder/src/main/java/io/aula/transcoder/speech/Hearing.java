package io.aula.transcoder.speech;

/**
 * How to listen.
 *
 * @param language in two or three letters, as Whisper names it
 * @param prompt words to expect; empty for none
 * @param threads at most
 */
record Hearing(String language, String prompt, int threads) {}
