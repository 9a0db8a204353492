package io.aula.transcoder.packaging;

/** One segment, counted from 1; start and duration are in ticks of the track's timescale. */
public record SegmentInfo(int number, long start, long duration, long bytes) {

    public String fileName() {
        return "seg-" + number + ".m4s";
    }
}
