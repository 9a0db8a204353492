package io.aula.courses.video;

/**
 * What one person's source files take.
 *
 * @param bytes of all that is not deleted for good
 * @param deletedBytes of what could be deleted for good: part of {@code bytes}
 */
public record Kept(long bytes, long deletedBytes) {}
