package io.aula.courses.video;

/** One size of a video. */
public record Rendition(String id, int height, String codec, int bitrateKbps, long bytes) {}
