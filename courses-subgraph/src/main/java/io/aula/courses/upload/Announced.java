package io.aula.courses.upload;

import io.aula.platform.id.LessonId;
import org.jspecify.annotations.Nullable;

/** What is said of a file before its first byte. */
record Announced(
        String filename,
        long bytes,
        String mimeType,
        @Nullable String sha256,
        @Nullable LessonId lessonId,
        @Nullable String spokenLocale) {}
