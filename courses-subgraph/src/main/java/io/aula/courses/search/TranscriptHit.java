package io.aula.courses.search;

import io.aula.courses.access.Access;
import io.aula.courses.catalog.Lesson;

/**
 * A passage in which something was said.
 *
 * @param snippet its text with the words marked that were looked for; less of it for those who may not open the lesson
 * @param score the higher, the better it fits; means nothing in another search
 */
record TranscriptHit(
        Lesson lesson, String locale, int startMs, int endMs, String snippet, double score, Access viewerAccess) {}
