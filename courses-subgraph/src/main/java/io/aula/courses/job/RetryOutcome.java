package io.aula.courses.job;

import io.aula.courses.video.Video;

/** What came of asking for a video to be worked on once more. */
sealed interface RetryOutcome {
    /** It waits for a worker, or is worked on already. */
    record Queued(Video video) implements RetryOutcome {}

    record NoVideo(String id) implements RetryOutcome {}

    /** The file has not arrived whole, so there was no work yet. */
    record NotUploaded() implements RetryOutcome {}

    /** The file itself was refused, so it would be refused again. */
    record WouldFailAgain(ProcessingFailureCode failure) implements RetryOutcome {}

    /** Nobody can hear a video that is not made yet. */
    record NothingToHear() implements RetryOutcome {}
}
