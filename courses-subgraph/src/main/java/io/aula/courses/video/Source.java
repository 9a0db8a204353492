package io.aula.courses.video;

import io.aula.platform.id.UserId;
import org.jspecify.annotations.Nullable;

/** The file that a video is made from, as a worker needs to know it. */
public record Source(
        UserId ownerId,
        @Nullable String key,
        @Nullable Long bytes,
        @Nullable String mime,
        @Nullable String sha256,
        @Nullable String spokenLocale) {}
