package io.aula.courses.job;

import tools.jackson.databind.JsonNode;

/**
 * The worker that holds a job has heard what is said in a video, or that nothing is; told within the transaction that ends
 * the job.
 *
 * @param data of {@code captions.ready}
 */
public record SpeechHeard(String videoId, String jobId, long fence, JsonNode data) {}
