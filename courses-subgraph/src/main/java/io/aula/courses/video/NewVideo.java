package io.aula.courses.video;

import io.aula.platform.id.UserId;
import io.aula.platform.id.VideoId;
import org.jspecify.annotations.Nullable;

/** A video whose first byte is still to come. */
public record NewVideo(
        VideoId id,
        UserId ownerId,
        String name,
        long bytes,
        String mime,
        @Nullable String spokenLocale) {}
