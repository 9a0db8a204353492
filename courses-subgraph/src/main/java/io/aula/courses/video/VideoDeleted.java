package io.aula.courses.video;

/**
 * A video was deleted; told within the transaction that does it.
 *
 * @param isForGood whether it cannot be had back
 */
public record VideoDeleted(String videoId, boolean isForGood) {}
