package io.aula.transcoder.job;

import io.aula.media.ObjectRef;
import io.aula.transcoder.image.Crop;
import io.aula.transcoder.image.Purpose;
import tools.jackson.databind.JsonNode;

/**
 * What {@code image.uploaded} asks for. A picture is made once, so its id is its job's too.
 *
 * @param prefix of its outputs in bucket {@code media}, with a slash at its end; the fence follows
 */
public record ImageJob(
        String imageId,
        ObjectRef source,
        String prefix,
        Purpose purpose,
        Crop crop,
        String background,
        String traceparent)
        implements ClaimedJob {

    @Override
    public String claimId() {
        return imageId;
    }

    /** @throws IllegalArgumentException if the envelope is not one of ours */
    public static ImageJob of(JsonNode envelope) {
        JsonNode data = envelope.path("data");
        JsonNode source = data.path("source");
        String imageId = data.path("imageId").asString("");
        String prefix = data.path("prefix").asString("");
        String background = data.path("background").asString("");
        if (!imageId.matches("img_[0-9A-Z]{20,30}")
                || !prefix.matches("(public/)?" + imageId + "/")
                || !background.matches("#[0-9a-f]{6}")) {
            throw new IllegalArgumentException("image.uploaded without a picture or its place");
        }
        JsonNode crop = data.path("crop");
        return new ImageJob(
                imageId,
                new ObjectRef(
                        source.path("bucket").asString(""), source.path("key").asString("")),
                prefix,
                Purpose.valueOf(data.path("purpose").asString("")),
                crop.isObject()
                        ? new Crop(
                                crop.path("x").asDouble(),
                                crop.path("y").asDouble(),
                                crop.path("width").asDouble(),
                                crop.path("height").asDouble())
                        : Crop.WHOLE,
                background,
                envelope.path("traceparent").asString(""));
    }
}
