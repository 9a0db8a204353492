package io.aula.courses.upload;

import io.aula.platform.id.LessonId;
import io.aula.platform.id.VideoId;

/** An upload began for this lesson; told within its transaction. */
public record UploadBegun(LessonId lessonId, VideoId videoId) {}
