package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.FailureCode;

/** A source or a machine that gives no result, with the code that the teacher will read. */
final class MediaFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    MediaFailure(FailureCode code, String message) {
        super(message);
        this.code = code;
    }

    FailureCode code() {
        return code;
    }

    /** GStreamer's error texts are in the C locale here; its numeric codes repeat between domains. */
    static MediaFailure ofPipeline(String element, String message) {
        String text = element + ": " + message;
        if (message.contains("missing a plug-in") || message.contains("No decoder available")) {
            return new MediaFailure(FailureCode.UNSUPPORTED_CODEC, text);
        }
        if (message.contains("No space left") || message.contains("while writing to file")) {
            return new MediaFailure(FailureCode.OUT_OF_RESOURCES, text);
        }
        return new MediaFailure(FailureCode.CORRUPT_FILE, text);
    }
}
