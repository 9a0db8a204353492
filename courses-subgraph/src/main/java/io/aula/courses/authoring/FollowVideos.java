package io.aula.courses.authoring;

import io.aula.courses.upload.UploadAbandoned;
import io.aula.courses.upload.UploadBegun;
import io.aula.courses.video.VideoDeleted;
import io.aula.courses.video.VideoPlayable;
import io.aula.courses.video.VideoPurged;
import io.aula.platform.id.CourseId;
import java.util.HashSet;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What becomes of lessons when something happens to a video, within the transaction in which it happens. */
@Component
class FollowVideos {
    private final LessonVideos lessons;
    private final CourseEvents events;

    FollowVideos(LessonVideos lessons, CourseEvents events) {
        this.lessons = lessons;
        this.events = events;
    }

    /** Whoever began the upload was found to teach the course. */
    @EventListener
    void begun(UploadBegun upload) {
        tell(lessons.give(upload.lessonId(), upload.videoId()));
    }

    @EventListener
    void abandoned(UploadAbandoned upload) {
        lessons.giveUp(upload.videoId());
    }

    /** A video of a certain length can be played, for the first time or again. */
    @EventListener
    void playable(VideoPlayable video) {
        Set<CourseId> courses = new HashSet<>(lessons.putInPlace(video.videoId()));
        courses.addAll(lessons.measure(video.videoId(), video.durationMs()));
        tell(courses);
    }

    @EventListener
    void deleted(VideoDeleted video) {
        tell(lessons.measure(video.videoId(), 0));
        if (video.isForGood()) {
            tell(lessons.forget(video.videoId()));
        }
    }

    /** Also where it was given to a lesson while it was being deleted. */
    @EventListener
    void purged(VideoPurged video) {
        tell(lessons.forget(video.videoId()));
    }

    private void tell(Set<CourseId> courseIds) {
        if (!courseIds.isEmpty()) {
            events.countedChanged(courseIds);
        }
    }
}
