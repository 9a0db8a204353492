package io.aula.courses.search;

import io.aula.platform.id.LessonId;
import io.aula.platform.id.TrackId;

/**
 * A passage that was found.
 *
 * @param key what passages are ordered by, never negative
 * @param marked its text, the words that were looked for between « and »
 */
record Passage(
        TrackId trackId,
        LessonId lessonId,
        String locale,
        int startMs,
        int endMs,
        long key,
        int points,
        String marked) {}
