package io.aula.courses.playback;

/** A grid of small pictures. */
public record Storyboard(String url, int columns, int rows, int tileWidth, int tileHeight, int intervalMs) {}
