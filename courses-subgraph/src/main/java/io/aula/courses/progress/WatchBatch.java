package io.aula.courses.progress;

import io.aula.platform.id.SessionId;
import io.aula.platform.text.PlainText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a player reports at once. */
record WatchBatch(
        SessionId sessionId,
        int seq,
        List<Interval> intervals,
        int positionMs,
        @Nullable String deviceLabel) {
    private static final int MOST_INTERVALS = 200;
    private static final int LONGEST_LABEL = 80;

    WatchBatch {
        intervals = List.copyOf(intervals);
        deviceLabel = shown(deviceLabel);
    }

    /** Played from here to there, half open. */
    record Interval(int startMs, int endMs) {
        boolean isEmpty() {
            return endMs <= Math.max(0, startMs);
        }

        long lengthMs() {
            return (long) endMs - Math.max(0, startMs);
        }

        String range() {
            return "[" + Math.max(0, startMs) + "," + endMs + ")";
        }
    }

    /** A label with nothing to be seen is none. */
    private static @Nullable String shown(@Nullable String label) {
        String name = label == null ? "" : PlainText.name(cut(label));
        return PlainText.isBlank(name) ? null : name;
    }

    /** Half a character is none. */
    private static String cut(String label) {
        if (label.length() <= LONGEST_LABEL) {
            return label;
        }
        boolean isHalf = Character.isHighSurrogate(label.charAt(LONGEST_LABEL - 1));
        return label.substring(0, isHalf ? LONGEST_LABEL - 1 : LONGEST_LABEL);
    }

    boolean isValid() {
        // The end of the range [seq, seq] that is kept of the numbers seen is seq + 1.
        return seq >= 0 && seq < Integer.MAX_VALUE && intervals.size() <= MOST_INTERVALS;
    }

    /** As PostgreSQL writes an {@code int4multirange}. */
    String ranges() {
        return intervals.stream()
                .filter(each -> !each.isEmpty())
                .map(Interval::range)
                .collect(Collectors.joining(",", "{", "}"));
    }

    int playedMs() {
        long sum = intervals.stream()
                .filter(each -> !each.isEmpty())
                .mapToLong(Interval::lengthMs)
                .sum();
        return (int) Math.min(Integer.MAX_VALUE, sum);
    }
}
