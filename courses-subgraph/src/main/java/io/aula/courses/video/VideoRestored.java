package io.aula.courses.video;

/** A deleted video was brought back; told within the transaction that does it. */
public record VideoRestored(String videoId) {}
