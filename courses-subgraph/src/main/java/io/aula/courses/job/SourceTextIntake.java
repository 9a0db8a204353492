package io.aula.courses.job;

import io.aula.platform.id.JobId;
import io.aula.platform.id.VideoId;

/** Takes in the text tracks that an uploaded file carries. */
public interface SourceTextIntake {
    /** Reads what the worker left, and gives what is to be done with it within the transaction that shows the video. */
    Runnable read(VideoId videoId, JobId jobId);
}
