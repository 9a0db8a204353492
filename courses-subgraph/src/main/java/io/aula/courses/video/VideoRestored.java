package io.aula.courses.video;

import io.aula.platform.id.VideoId;

/** A deleted video was brought back; told within the transaction that does it. */
public record VideoRestored(VideoId videoId) {}
