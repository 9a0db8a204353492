package io.aula.courses.job;

import io.aula.courses.video.Video;

/** What came of asking for a video to be worked on once more. */
sealed interface RetryOutcome {
    /** It waits for a worker, or is worked on already. */
    record Queued(Video video) implements RetryOutcome {}

    record NoVideo(String id) implements RetryOutcome {}

    /** The file has not arrived whole, so there was no work yet. */
    record NotUploaded() implements RetryOutcome {}
}
