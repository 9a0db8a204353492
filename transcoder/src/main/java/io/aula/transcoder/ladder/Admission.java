package io.aula.transcoder.ladder;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a source may be decoded at all, judged on the probe's word alone. */
public sealed interface Admission {

    int MOST_STREAMS = 32;
    int LONGEST_SIDE = 8192;
    long MOST_PIXELS = 8192L * 4352;
    double MOST_FRAMES_PER_SECOND = 1000;
    long LONGEST_MS = 6L * 3600 * 1000;

    record Admitted() implements Admission {}

    record Refused(Finding finding, List<String> values) implements Admission {

        public Refused {
            values = List.copyOf(values);
        }
    }

    static Admission judge(SourceProfile source) {
        if (source.streams() > MOST_STREAMS) {
            return refused(Finding.TOO_MANY_STREAMS);
        }
        if (!source.hasVideo() && !source.hasAudio()) {
            return refused(Finding.NOTHING_IN_IT);
        }
        Refused picture = source.picture() == null ? null : judge(source.picture());
        if (picture != null) {
            return picture;
        }
        return source.durationMs() > LONGEST_MS ? refused(Finding.TOO_LONG) : new Admitted();
    }

    private static @Nullable Refused judge(Picture picture) {
        if (picture.width() < 2 || picture.height() < 2) {
            return refused(Finding.NO_SIZE, picture.width() + " × " + picture.height());
        }
        if (isTooLarge(picture.width(), picture.height())) {
            return refused(Finding.TOO_LARGE, picture.width() + " × " + picture.height());
        }
        return picture.framesPerSecond() > MOST_FRAMES_PER_SECOND ? refused(Finding.TOO_FAST) : null;
    }

    private static boolean isTooLarge(int width, int height) {
        return Math.max(width, height) > LONGEST_SIDE || (long) width * height > MOST_PIXELS;
    }

    private static Refused refused(Finding finding, String... values) {
        return new Refused(finding, List.of(values));
    }
}
