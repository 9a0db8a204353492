package io.aula.courses.video;

/** A video can be played and is this long; told within the transaction that stores it, and again when it is restored. */
public record VideoPlayable(String videoId, int durationMs) {}
