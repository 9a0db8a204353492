package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.FrameRate;
import io.aula.transcoder.packaging.SegmentCutter;
import io.aula.transcoder.packaging.SegmentInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files that the muxers of a pass are writing, cut into segments while they grow. */
final class MuxedTracks implements AutoCloseable {

    private final Path output;
    private final List<String> names;
    private final FrameRate rate;
    private final Pass pass;
    private final int before;
    private final EventLines events;
    private final Map<String, SegmentCutter> cutters = new LinkedHashMap<>();
    private final Map<String, SegmentInfo> lastOf = new LinkedHashMap<>();
    private final Set<String> announced = new HashSet<>();
    private long endMs;

    MuxedTracks(Path output, List<String> names, FrameRate rate, Pass pass, int before, EventLines events)
            throws IOException {
        this.output = output;
        this.names = names;
        this.rate = rate;
        this.pass = pass;
        this.before = before;
        this.events = events;
        delete();
    }

    void cut() throws IOException {
        for (String name : names) {
            if (Files.exists(PassLaunch.muxed(output, name))) {
                cut(name);
            }
        }
    }

    /** The number of the last segment; that of the last finished one before this run while there is none. */
    int last(String name) {
        SegmentInfo last = lastOf.get(name);
        return last == null ? before : last.number();
    }

    long endMs() {
        return endMs;
    }

    @Override
    public void close() throws IOException {
        for (SegmentCutter cutter : cutters.values()) {
            cutter.close();
        }
        delete();
    }

    private void delete() throws IOException {
        for (String name : names) {
            Files.deleteIfExists(PassLaunch.muxed(output, name));
        }
    }

    private void cut(String name) throws IOException {
        SegmentCutter cutter = cutters.get(name);
        if (cutter == null) {
            cutter = new SegmentCutter(
                    PassLaunch.muxed(output, name), output.resolve(name), before, rate.segmentStartNanos(before));
            cutters.put(name, cutter);
        }
        List<SegmentInfo> segments = cutter.cut();
        if (cutter.track().isPresent() && announced.add(name)) {
            events.say(new ChildEvent.TrackBegun(pass, cutter.track().orElseThrow()));
        }
        for (SegmentInfo segment : segments) {
            lastOf.put(name, segment);
            int timescale = cutter.track().orElseThrow().timescale();
            endMs = Math.max(endMs, (segment.start() + segment.duration()) * 1000 / timescale);
            events.say(new ChildEvent.SegmentWritten(pass, name, segment));
        }
    }
}
