package io.aula.courses.job;

import io.aula.courses.video.VideoDeleted;
import io.aula.courses.video.VideoPurged;
import io.aula.courses.video.VideoRestored;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Nobody begins to work on a deleted video; who has begun ends it, so that nothing is written once its files are removed. */
@Component
class JobsOfDeletedVideos {
    private final JobService jobs;

    JobsOfDeletedVideos(JobService jobs) {
        this.jobs = jobs;
    }

    @EventListener
    void deleted(VideoDeleted video) {
        jobs.cancel(video.videoId());
    }

    @EventListener
    void restored(VideoRestored video) {
        jobs.goOn(video.videoId());
    }

    @EventListener
    void purged(VideoPurged video) {
        jobs.forget(video.videoId());
    }
}
