package io.aula.courses.video;

/** The length of a video is known; told within the transaction that stores it. */
public record VideoMeasured(String videoId, int durationMs) {}
