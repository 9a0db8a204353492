package io.aula.courses.captions.reading;

import io.aula.courses.job.Job;
import io.aula.courses.job.ProcessingFailureCode;
import org.jspecify.annotations.Nullable;

/** Where the hearing of a video stands. */
public enum CaptionsState {
    NONE,
    PENDING,
    RUNNING,
    READY,
    UNAVAILABLE,
    FAILED;

    /** @param last the latest job that listens to the video */
    static CaptionsState of(@Nullable Job last, boolean hasWords) {
        if (last == null) {
            return hasWords ? READY : NONE;
        }
        return switch (last.state()) {
            case WAITING -> PENDING;
            case RUNNING -> RUNNING;
            case FAILED -> last.failure() == ProcessingFailureCode.NO_MODEL ? UNAVAILABLE : FAILED;
            case DONE, CANCELLED -> hasWords ? READY : NONE;
        };
    }
}
