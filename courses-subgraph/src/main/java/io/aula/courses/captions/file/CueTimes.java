package io.aula.courses.captions.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Brings the cues of a file to the clock of a video: in order, one at a time, and none after its end. */
public final class CueTimes {
    private static final int HOUR = 3_600_000;

    private CueTimes() {}

    /**
     * Those that begin together become one; one that lasts into the next ends where that begins.
     *
     * @param shiftMs is added to every time; what ends before 0 goes
     */
    public static List<FileCue> fitted(List<FileCue> cues, int shiftMs, int durationMs) {
        List<FileCue> sorted = cues.stream()
                .filter(cue -> (long) cue.endMs() + shiftMs > 0 && (long) cue.startMs() + shiftMs < durationMs)
                .map(cue -> new FileCue(
                        cue.line(),
                        (int) Math.max(0, (long) cue.startMs() + shiftMs),
                        (int) Math.min(durationMs, (long) cue.endMs() + shiftMs),
                        cue.text()))
                .sorted(Comparator.comparingInt(FileCue::startMs))
                .toList();
        List<FileCue> fitted = new ArrayList<>();
        for (FileCue cue : sorted) {
            if (!fitted.isEmpty() && fitted.getLast().startMs() == cue.startMs()) {
                fitted.set(fitted.size() - 1, fitted.getLast().and(cue));
                continue;
            }
            if (!fitted.isEmpty() && fitted.getLast().endMs() > cue.startMs()) {
                fitted.set(fitted.size() - 1, fitted.getLast().until(cue.startMs()));
            }
            fitted.add(cue);
        }
        return fitted;
    }

    /**
     * What to add to the times of a file that was timed from a broadcast's clock: whole hours where these bring it into the
     * video, otherwise so much that the first cue is at the beginning. 0 when some cue lies within the video.
     */
    public static int suggestedShift(List<FileCue> cues, int durationMs) {
        int first = cues.stream().mapToInt(FileCue::startMs).min().orElse(0);
        if (first < durationMs) {
            return 0;
        }
        int hours = first / HOUR * HOUR;
        return first - hours < durationMs && hours > 0 ? -hours : -first;
    }
}
