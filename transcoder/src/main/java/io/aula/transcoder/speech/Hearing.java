package io.aula.transcoder.speech;

/**
 * How to listen.
 *
 * @param language in two or three letters, as Whisper names it
 * @param isTranslated into English, on the way
 * @param prompt words to expect; empty for none
 * @param threads at most
 */
record Hearing(String language, boolean isTranslated, String prompt, int threads) {}
