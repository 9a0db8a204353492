package io.aula.transcoder.image;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.aula.transcoder.ladder.FailureCode;
import java.util.List;

/** What the child says in the end. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ImageEvent.Made.class, name = "made"),
    @JsonSubTypes.Type(value = ImageEvent.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = ImageEvent.Failed.class, name = "failed"),
})
public sealed interface ImageEvent {

    /**
     * @param width of what was cropped; so is the height
     * @param widths that lie there in each format, from the least
     * @param blurHash of the cropped picture, 4 × 3 components
     * @param color its mean, as {@code #rrggbb}
     */
    record Made(int width, int height, List<Integer> widths, String blurHash, String color) implements ImageEvent {
        public Made {
            widths = List.copyOf(widths);
        }
    }

    /** This file will never do. */
    record Refused(ImageFinding finding) implements ImageEvent {}

    /** Not this time. */
    record Failed(FailureCode code, String message) implements ImageEvent {}
}
