package io.aula.courses.upload;

/** An upload began for this lesson; told within its transaction. */
public record UploadBegun(String lessonId, String videoId) {}
