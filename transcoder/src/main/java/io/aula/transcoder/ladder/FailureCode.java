package io.aula.transcoder.ladder;

/** Why a video cannot be made, in the words of the graph. */
public enum FailureCode {
    CORRUPT_FILE,
    NO_VIDEO_STREAM,
    UNSUPPORTED_CODEC,
    TOO_LONG,
    TIMEOUT,
    OUT_OF_RESOURCES,
    STORAGE,
    INTERNAL;

    /** Whether the same file may succeed another time, on another worker or with more room. */
    public boolean mayHeal() {
        return switch (this) {
            case CORRUPT_FILE, NO_VIDEO_STREAM, UNSUPPORTED_CODEC, TOO_LONG -> false;
            case TIMEOUT, OUT_OF_RESOURCES, STORAGE, INTERNAL -> true;
        };
    }
}
