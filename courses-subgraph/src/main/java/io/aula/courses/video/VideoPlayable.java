package io.aula.courses.video;

import io.aula.platform.id.VideoId;

/** A video can be played and is this long; told within the transaction that stores it, and again when it is restored. */
public record VideoPlayable(VideoId videoId, int durationMs) {}
