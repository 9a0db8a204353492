package io.aula.courses.job;

import io.aula.platform.id.JobId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.VideoId;
import io.aula.platform.messaging.Draft;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One kind of work on videos: what a worker is told of it, and what becomes of the video meanwhile. */
public interface Work {
    Kind kind();

    /** The message that brings a job to a worker. */
    Draft message(Order order);

    /** A job waits from now on. */
    default void queued(VideoId videoId) {}

    /** A worker holds the job. */
    default void begun(VideoId videoId) {}

    /** No worker goes on with the job. */
    default void failed(VideoId videoId) {}

    /** Where in the bucket {@code media} that lies now what is worked on, if it may have moved since the message. */
    default Optional<String> prefix(VideoId videoId) {
        return Optional.empty();
    }

    /** Of each kind a video has at most one job under way. */
    enum Kind {
        TRANSCODE,
        SPEECH
    }

    /**
     * A job for the queue.
     *
     * @param version the fence that it will have when it is granted
     */
    record Order(JobId jobId, VideoId videoId, @Nullable LessonId lessonId, Urgency urgency, long version) {}
}
