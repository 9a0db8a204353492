package io.aula.courses.video;

import org.jspecify.annotations.Nullable;

/** A video whose first byte is still to come. */
public record NewVideo(
        String id,
        String ownerId,
        String name,
        long bytes,
        String mime,
        @Nullable String spokenLocale) {}
