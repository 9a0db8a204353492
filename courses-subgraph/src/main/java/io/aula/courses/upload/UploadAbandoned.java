package io.aula.courses.upload;

import io.aula.platform.id.VideoId;

/** The file of this video will not come: its upload was cancelled or ran out. Told within the transaction. */
public record UploadAbandoned(VideoId videoId) {}
