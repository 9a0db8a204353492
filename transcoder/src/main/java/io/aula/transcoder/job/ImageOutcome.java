package io.aula.transcoder.job;

import io.aula.transcoder.image.ImageEvent;
import io.aula.transcoder.image.ImageFinding;
import io.aula.transcoder.ladder.FailureCode;

/** How making a picture ended. */
public sealed interface ImageOutcome {

    /** @param prefix under which every width lies in each format */
    record Made(ImageEvent.Made picture, String prefix) implements ImageOutcome {}

    record Rejected(ImageFinding finding) implements ImageOutcome {}

    record Retry(FailureCode code, String message) implements ImageOutcome {}

    /** The worker stops, or has lost the broker: another goes on at once. */
    record GivenBack() implements ImageOutcome {}
}
