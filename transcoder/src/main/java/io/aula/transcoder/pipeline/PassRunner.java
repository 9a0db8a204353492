package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.FailureCode;
import io.aula.transcoder.ladder.FrameRate;
import io.aula.transcoder.ladder.Ladder;
import io.aula.transcoder.ladder.Rung;
import io.aula.transcoder.ladder.SourceProfile;
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
import org.freedesktop.gstreamer.elements.AppSink;

/** Runs one pass after another and tells of each segment as soon as it is whole. */
final class PassRunner {

    private final Path source;
    private final Path output;
    private final String preset;
    private final SourceProfile profile;
    private final Ladder ladder;
    private final EventLines events;

    PassRunner(ChildRequest request, SourceProfile profile, Ladder ladder, EventLines events) {
        this.source = Path.of(request.source());
        this.output = Path.of(request.output());
        this.preset = request.preset();
        this.profile = profile;
        this.ladder = ladder;
        this.events = events;
    }

    void audio() throws MediaFailure, IOException, InterruptedException {
        Tracks tracks = run(Pass.AUDIO, PassLaunch.audio(output), List.of("audio"), 0);
        if (tracks.segments("audio") == 0) {
            throw new MediaFailure(FailureCode.CORRUPT_FILE, "the sound cannot be decoded");
        }
    }

    /** @return the number of segments in all, the finished ones included */
    int first(int finished) throws MediaFailure, IOException, InterruptedException {
        // The last finished segment is made again: the source may have ended with it.
        int from = hasTiles() ? Math.max(0, finished - 1) : 0;
        long offsetMs = ladder.frameRate().segmentStartNanos(from) / 1_000_000;
        StillsCollector stills =
                new StillsCollector(output, profile.durationMs(), profile.width(), profile.height(), offsetMs);
        String launch = PassLaunch.video(output, ladder.frameRate(), List.of(ladder.lowest()), preset, stills.launch());
        Tracks tracks = run(Pass.FIRST, launch, List.of(ladder.lowest().name()), from, stills);
        checkLength(tracks);
        events.say(new ChildEvent.StillsWritten(stills.finish(tracks.endMs())));
        return tracks.last(ladder.lowest().name());
    }

    void rest(int finished, int expected) throws MediaFailure, IOException, InterruptedException {
        List<Rung> rungs = ladder.others();
        int from = Math.max(0, Math.min(finished, expected) - 1);
        String launch = PassLaunch.video(output, ladder.frameRate(), rungs, preset, "");
        List<String> names = rungs.stream().map(Rung::name).toList();
        Tracks tracks = run(Pass.REST, launch, names, from);
        for (String name : names) {
            if (tracks.last(name) != expected) {
                throw new MediaFailure(
                        FailureCode.INTERNAL, name + " has " + tracks.last(name) + " segments instead of " + expected);
            }
        }
    }

    private Tracks run(Pass pass, String launch, List<String> names, int from)
            throws MediaFailure, IOException, InterruptedException {
        return run(pass, launch, names, from, null);
    }

    private Tracks run(
            Pass pass,
            String launch,
            List<String> names,
            int from,
            @org.jspecify.annotations.Nullable StillsCollector stills)
            throws MediaFailure, IOException, InterruptedException {
        long began = System.nanoTime();
        for (String name : names) {
            Files.deleteIfExists(PassLaunch.muxed(output, name));
        }
        FrameRate rate = ladder.frameRate();
        try (GstRun run = new GstRun(launch, source, pass == Pass.AUDIO ? "audio/" : "video/")) {
            if (stills != null) {
                stills.attach((AppSink) run.element("stills"));
            }
            int start = run.start(rate.segmentStartNanos(from)) ? from : 0;
            events.say(new ChildEvent.PassStarted(pass, start));
            try (Tracks tracks = new Tracks(pass, names, start)) {
                run.await(positionMs -> {
                    tracks.cut();
                    events.say(new ChildEvent.Progress(pass, positionMs));
                });
                run.stop();
                tracks.cut();
                events.say(new ChildEvent.PassDone(pass, (System.nanoTime() - began) / 1_000_000));
                return tracks;
            }
        } finally {
            for (String name : names) {
                Files.deleteIfExists(PassLaunch.muxed(output, name));
            }
        }
    }

    private boolean hasTiles() {
        return Files.exists(output.resolve("tiles").resolve("00000.png")) && Files.exists(output.resolve("poster.jpg"));
    }

    /** A file that was cut, or is broken in the middle, ends like any other: only its length tells. */
    private void checkLength(Tracks tracks) throws MediaFailure {
        long declared = profile.durationMs();
        if (tracks.segments(ladder.lowest().name()) == 0) {
            throw new MediaFailure(FailureCode.CORRUPT_FILE, "the picture cannot be decoded");
        }
        if (declared > 1000 && tracks.endMs() < declared * 0.95 - 500) {
            throw new MediaFailure(
                    FailureCode.CORRUPT_FILE,
                    "the file says it lasts %d s and ends at %d s".formatted(declared / 1000, tracks.endMs() / 1000));
        }
    }

    /** The files that the muxers are writing. */
    private final class Tracks implements AutoCloseable {

        private final Pass pass;
        private final int before;
        private final Map<String, SegmentCutter> cutters = new LinkedHashMap<>();
        private final Map<String, SegmentInfo> lastOf = new LinkedHashMap<>();
        private final Set<String> announced = new HashSet<>();
        private final List<String> names;
        private long endMs;

        Tracks(Pass pass, List<String> names, int before) {
            this.pass = pass;
            this.names = names;
            this.before = before;
        }

        void cut() throws IOException {
            for (String name : names) {
                if (Files.exists(PassLaunch.muxed(output, name))) {
                    cut(name);
                }
            }
        }

        private void cut(String name) throws IOException {
            SegmentCutter cutter = cutters.get(name);
            if (cutter == null) {
                cutter = new SegmentCutter(
                        PassLaunch.muxed(output, name),
                        output.resolve(name),
                        before,
                        ladder.frameRate().segmentStartNanos(before));
                cutters.put(name, cutter);
            }
            List<SegmentInfo> segments = cutter.cut();
            SegmentCutter named = cutter;
            if (cutter.track().isPresent() && announced.add(name)) {
                events.say(new ChildEvent.TrackBegun(pass, cutter.track().orElseThrow()));
            }
            for (SegmentInfo segment : segments) {
                lastOf.put(name, segment);
                named.track()
                        .ifPresent(track -> endMs =
                                Math.max(endMs, (segment.start() + segment.duration()) * 1000 / track.timescale()));
                events.say(new ChildEvent.SegmentWritten(pass, name, segment));
            }
        }

        int segments(String name) {
            return last(name) - before;
        }

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
        }
    }
}
