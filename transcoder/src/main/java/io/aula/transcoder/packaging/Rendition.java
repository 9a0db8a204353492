package io.aula.transcoder.packaging;

import java.util.List;

/** A track with all its segments. */
public record Rendition(TrackInfo track, List<SegmentInfo> segments) {

    public Rendition {
        segments = List.copyOf(segments);
    }

    public double seconds() {
        return ticks() / (double) track.timescale();
    }

    public long bytes() {
        return segments.stream().mapToLong(SegmentInfo::bytes).sum();
    }

    public long averageBitsPerSecond() {
        return Math.max(1, Math.round(bytes() * 8 / Math.max(0.001, seconds())));
    }

    /** Of the largest segment, as both manifests want it. A stub of a last segment says nothing about the rate. */
    public long peakBitsPerSecond() {
        long longest = segments.stream().mapToLong(SegmentInfo::duration).max().orElse(1);
        return segments.stream()
                .filter(segment -> segment.duration() * 2 >= longest)
                .mapToLong(segment -> segment.bytes() * 8 * track.timescale() / Math.max(1, segment.duration()))
                .max()
                .orElse(1);
    }

    private long ticks() {
        return segments.stream().mapToLong(SegmentInfo::duration).sum();
    }
}
