package io.aula.transcoder.ladder;

/** Whether a source may be decoded at all, judged on the probe's word alone. */
public sealed interface Admission {

    int MOST_STREAMS = 32;
    int LONGEST_SIDE = 8192;
    long MOST_PIXELS = 8192L * 4352;
    double MOST_FRAMES_PER_SECOND = 240;
    long LONGEST_MS = 6L * 3600 * 1000;

    record Admitted() implements Admission {}

    record Refused(FailureCode code, String message) implements Admission {}

    static Admission judge(SourceProfile source) {
        if (source.streams() > MOST_STREAMS) {
            return new Refused(FailureCode.UNSUPPORTED_CODEC, "more than " + MOST_STREAMS + " streams");
        }
        if (!source.hasVideo()) {
            return new Refused(FailureCode.NO_VIDEO_STREAM, "the file has no picture that can be read");
        }
        if (source.width() < 2 || source.height() < 2) {
            return new Refused(FailureCode.CORRUPT_FILE, "the picture has no size");
        }
        if (isTooLarge(source)) {
            return new Refused(
                    FailureCode.UNSUPPORTED_CODEC,
                    "the picture of " + source.width() + " × " + source.height() + " is larger than 8192 × 4352");
        }
        if (source.framesPerSecond() > MOST_FRAMES_PER_SECOND) {
            return new Refused(FailureCode.UNSUPPORTED_CODEC, "more than 240 pictures a second");
        }
        if (source.durationMs() > LONGEST_MS) {
            return new Refused(FailureCode.TOO_LONG, "longer than 6 hours");
        }
        return new Admitted();
    }

    private static boolean isTooLarge(SourceProfile source) {
        return Math.max(source.width(), source.height()) > LONGEST_SIDE
                || (long) source.width() * source.height() > MOST_PIXELS;
    }
}
