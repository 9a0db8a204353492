package io.aula.transcoder.job;

import io.aula.media.ObjectRef;
import io.aula.transcoder.ladder.RungRequest;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What {@code video.uploaded} asks for.
 *
 * @param sourceId tells apart what is made of which bytes: what was finished for another is worth nothing here
 * @param isLevelled sound is brought to the loudness of all others
 */
public record TranscodeJob(
        String jobId,
        String videoId,
        ObjectRef source,
        String sourceId,
        List<RungRequest> ladder,
        boolean isLevelled,
        String traceparent)
        implements ClaimedJob {

    @Override
    public String claimId() {
        return jobId;
    }

    public TranscodeJob {
        ladder = List.copyOf(ladder);
    }

    /** @throws IllegalArgumentException if the envelope is not one of ours */
    public static TranscodeJob of(JsonNode envelope) {
        JsonNode data = envelope.path("data");
        JsonNode source = data.path("source");
        String jobId = data.path("jobId").asString("");
        String videoId = data.path("videoId").asString("");
        ObjectRef ref = new ObjectRef(
                source.path("bucket").asString(""), source.path("key").asString(""));
        if (!jobId.matches("job_[0-9A-Z]{20,30}") || !videoId.matches("vid_[0-9A-Z]{20,30}")) {
            throw new IllegalArgumentException("video.uploaded without a job or a video");
        }
        String sha256 = source.path("sha256").asString("");
        String sourceId = sha256.isEmpty() ? ref + ":" + source.path("bytes").asLong(0) : sha256;
        boolean isLevelled = data.path("loudness").asBoolean(false);
        List<RungRequest> ladder = new ArrayList<>();
        for (JsonNode rung : data.path("ladder")) {
            ladder.add(
                    new RungRequest(rung.path("h").asInt(0), rung.path("kbps").asInt(0)));
        }
        return new TranscodeJob(
                jobId,
                videoId,
                ref,
                isLevelled ? sourceId + ":levelled" : sourceId,
                ladder.stream().filter(rung -> rung.h() > 0 && rung.kbps() > 0).toList(),
                isLevelled,
                envelope.path("traceparent").asString(""));
    }
}
