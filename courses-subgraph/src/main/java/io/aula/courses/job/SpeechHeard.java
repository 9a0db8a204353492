package io.aula.courses.job;

import io.aula.platform.id.JobId;
import io.aula.platform.id.VideoId;
import tools.jackson.databind.JsonNode;

/**
 * The worker that holds a job has heard what is said in a video, or that nothing is.
 *
 * @param data of {@code captions.ready}
 */
public record SpeechHeard(VideoId videoId, JobId jobId, long fence, JsonNode data) {}
