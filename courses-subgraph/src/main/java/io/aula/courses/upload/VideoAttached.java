package io.aula.courses.upload;

/** An upload began for this lesson; told within its transaction. */
public record VideoAttached(String lessonId, String videoId) {}
