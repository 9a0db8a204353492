package io.aula.social.review;

import org.jspecify.annotations.Nullable;

/** What somebody thinks of a course, as the client says it. */
record ReviewCourseInput(
        String courseId, int stars, @Nullable String bodyMarkdown) {}
