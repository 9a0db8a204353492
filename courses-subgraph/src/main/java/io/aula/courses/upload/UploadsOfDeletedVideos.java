package io.aula.courses.upload;

import io.aula.courses.video.VideoDeleted;
import io.aula.courses.video.VideoPurged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** An upload ends with its video, and goes with it. */
@Component
class UploadsOfDeletedVideos {
    private final UploadService uploads;

    UploadsOfDeletedVideos(UploadService uploads) {
        this.uploads = uploads;
    }

    @EventListener
    void deleted(VideoDeleted video) {
        uploads.giveUp(video.videoId());
    }

    @EventListener
    void purged(VideoPurged video) {
        uploads.forget(video.videoId());
    }
}
