package io.aula.transcoder.ladder;

/** A rendition as the job asks for it: lines and bit rate. */
public record RungRequest(int h, int kbps) {}
