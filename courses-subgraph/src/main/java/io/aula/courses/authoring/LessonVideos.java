package io.aula.courses.authoring;

import static io.aula.courses.db.Tables.LESSON;

import io.aula.courses.upload.VideoAttached;
import io.aula.courses.video.VideoMeasured;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What becomes of lessons when something happens to a video, within the transaction in which it happens. */
@Component
class LessonVideos {
    private final Drafts drafts;

    LessonVideos(Drafts drafts) {
        this.drafts = drafts;
    }

    /** Whoever began the upload was found to teach the course. */
    @EventListener
    void attached(VideoAttached video) {
        drafts.changeLesson(video.lessonId(), Map.of(LESSON.VIDEO_ID, video.videoId()));
    }

    @EventListener
    void measured(VideoMeasured video) {
        drafts.measureLessons(video.videoId(), video.durationMs());
    }
}
