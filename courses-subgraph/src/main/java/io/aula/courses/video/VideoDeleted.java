package io.aula.courses.video;

import io.aula.platform.id.VideoId;

/**
 * A video was deleted; told within the transaction that does it.
 *
 * @param isForGood whether it cannot be had back
 */
public record VideoDeleted(VideoId videoId, boolean isForGood) {}
