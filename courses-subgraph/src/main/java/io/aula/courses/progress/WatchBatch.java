package io.aula.courses.progress;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a player reports at once. */
record WatchBatch(
        String sessionId,
        int seq,
        List<Interval> intervals,
        int positionMs,
        @Nullable String deviceLabel) {
    private static final int MOST_INTERVALS = 200;

    WatchBatch {
        intervals = List.copyOf(intervals);
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

    boolean isValid() {
        return seq >= 0 && intervals.size() <= MOST_INTERVALS;
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
