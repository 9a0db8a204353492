package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.Finding;
import io.aula.transcoder.ladder.Ladder;
import io.aula.transcoder.ladder.Picture;
import io.aula.transcoder.ladder.Rung;
import io.aula.transcoder.ladder.Sound;
import io.aula.transcoder.ladder.SourceProfile;
import io.aula.transcoder.loudness.GainPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.freedesktop.gstreamer.Buffer;
import org.freedesktop.gstreamer.Pad;
import org.freedesktop.gstreamer.PadProbeReturn;
import org.freedesktop.gstreamer.PadProbeType;
import org.freedesktop.gstreamer.elements.AppSink;
import org.jspecify.annotations.Nullable;

/** Runs one pass after another and tells of each segment as soon as it is whole. */
final class PassRunner {

    /** As long as this may be missing before a file is called damaged: a glitch of a capture is none. */
    private static final long GLITCH_NANOS = 500_000_000;

    private static final double GLITCH_SHARE = 0.02;

    private final SourceFile source;
    private final Path output;
    private final Encoder encoder;
    private final SourceProfile profile;
    private final Picture picture;
    private final Ladder ladder;
    private final EventLines events;
    private final @Nullable Path card;
    private final boolean isLevelled;

    /**
     * @param profile with the picture that is shown
     * @param card the file of that picture, for a recording of sound alone
     */
    PassRunner(
            ChildRequest request,
            SourceFile source,
            SourceProfile profile,
            @Nullable Path card,
            Ladder ladder,
            EventLines events) {
        this.source = source;
        this.output = Path.of(request.output());
        this.encoder = request.encoder();
        this.isLevelled = request.isLevelled();
        this.profile = profile;
        this.picture = Objects.requireNonNull(profile.picture());
        this.card = card;
        this.ladder = ladder;
        this.events = events;
    }

    void audio() throws MediaFailure, IOException, InterruptedException {
        long began = System.nanoTime();
        events.say(new ChildEvent.PassStarted(Pass.AUDIO, 0));
        List<Sound> sounds = profile.heard();
        for (int i = 0; i < sounds.size(); i++) {
            audio(sounds.get(i), SourceProfile.trackName(i));
        }
        events.say(new ChildEvent.PassDone(Pass.AUDIO, (System.nanoTime() - began) / 1_000_000));
    }

    private void audio(Sound sound, String track) throws MediaFailure, IOException, InterruptedException {
        GainPlan plan = SoundLevel.plan(source, sound, profile.originNanos(), isLevelled);
        Decoded decoded = new Decoded();
        AtomicLong position = new AtomicLong();
        Pad.PROBE onSound = (pad, info) -> {
            Buffer buffer = info.getBuffer();
            position.set(buffer == null ? position.get() : buffer.getPresentationTimestamp());
            return PadProbeReturn.OK;
        };
        // The encoder begins with what came before the beginning; kept, it would make all sound late.
        AtomicInteger primed = new AtomicInteger();
        Pad.PROBE priming = (pad, info) ->
                primed.getAndIncrement() < PassLaunch.PRIMING_FRAMES ? PadProbeReturn.DROP : PadProbeReturn.OK;
        try (var files = new MuxedTracks(output, List.of(track), ladder.frameRate(), Pass.AUDIO, 0, events);
                var run = new GstRun(
                        PassLaunch.audio(output, track, profile.lengthNanos(), source.samplesOf(sound.stream())))) {
            Object level = SoundLevel.set(run, plan);
            run.decode(
                    source, new GstRun.Wanted("audio/", sound.stream(), profile.originNanos() - PassLaunch.LEAD_NANOS));
            run.element("progress").getStaticPad("src").addProbe(PadProbeType.BUFFER, onSound);
            run.element("line").getStaticPad("src").addProbe(PadProbeType.BUFFER, decoded.onBuffer());
            run.element("aac").getStaticPad("src").addProbe(PadProbeType.BUFFER, priming);
            follow(run, files, Pass.AUDIO, position::get);
            java.lang.ref.Reference.reachabilityFence(level);
        }
        long missing = sound.coveredNanos() - decoded.coveredNanos();
        if (decoded.count() == 0 || isDamage(missing)) {
            throw new MediaFailure(Finding.SOUND_DAMAGED, Finding.time(missing), Finding.time(sound.coveredNanos()));
        }
    }

    /** @return the number of segments in all, the finished ones included */
    int first(int finished) throws MediaFailure, IOException, InterruptedException {
        int from = StillsCollector.canGoOn(output) ? FrameGate.resumable(finished) : 0;
        StillsCollector stills =
                new StillsCollector(output, profile.durationMs(), ladder.frameRate(), picture, from > 0);
        MuxedTracks tracks = run(Pass.FIRST, List.of(ladder.lowest()), from, stills);
        events.say(new ChildEvent.StillsWritten(stills.finish(tracks.endMs())));
        return tracks.last(ladder.lowest().name());
    }

    void rest(int finished, int expected) throws MediaFailure, IOException, InterruptedException {
        int from = FrameGate.resumable(Math.min(finished, expected));
        MuxedTracks tracks = run(Pass.REST, ladder.others(), from, null);
        for (Rung rung : ladder.others()) {
            if (tracks.last(rung.name()) != expected) {
                throw new IllegalStateException(
                        "%s has %d segments instead of %d".formatted(rung.name(), tracks.last(rung.name()), expected));
            }
        }
    }

    private MuxedTracks run(Pass pass, List<Rung> rungs, int from, @Nullable StillsCollector stills)
            throws MediaFailure, IOException, InterruptedException {
        long began = System.nanoTime();
        List<String> names = rungs.stream().map(Rung::name).toList();
        FrameGate frames = new FrameGate(ladder.frameRate(), from);
        Decoded decoded = new Decoded();
        String shown = stills == null ? "" : stills.launch();
        String launch = card == null
                ? PassLaunch.video(output, ladder.frameRate(), rungs, encoder, shown)
                : PassLaunch.card(output, ladder.frameRate(), profile.lengthNanos(), rungs, encoder, shown);
        try (var tracks = new MuxedTracks(output, names, ladder.frameRate(), pass, from, events);
                var run = new GstRun(launch)) {
            List<Object> callbacks = connect(run, rungs, frames, decoded);
            if (stills != null) {
                stills.attach(
                        (AppSink) run.element("stills"), run.element("chosen").getStaticPad("sink"));
            }
            events.say(new ChildEvent.PassStarted(pass, from));
            follow(run, tracks, pass, frames::positionNanos);
            java.lang.ref.Reference.reachabilityFence(callbacks);
            check(tracks, decoded);
            events.say(new ChildEvent.PassDone(pass, (System.nanoTime() - began) / 1_000_000));
            return tracks;
        }
    }

    /** @return what must stay reachable, because the native side holds callbacks weakly */
    private List<Object> connect(GstRun run, List<Rung> rungs, FrameGate frames, Decoded decoded) {
        run.element("progress").getStaticPad("src").addProbe(PadProbeType.BUFFER, frames.onPicture());
        List<EncoderRenewal> renewals = rungs.stream()
                .map(rung -> new EncoderRenewal(run.element(PassLaunch.encoder(rung))))
                .toList();
        renewals.forEach(EncoderRenewal::watch);
        if (card != null) {
            run.element("source").set("location", card.toString());
            return List.of(frames, renewals);
        }
        run.decode(source, new GstRun.Wanted("video/", picture.stream(), profile.originNanos()));
        PassLaunch.turn(source.turnOf(picture.stream()))
                .ifPresent(turn -> CoreCalls.set(run.element("flip"), "video-direction", turn));
        Pad line = run.element("line").getStaticPad("src");
        line.addProbe(PadProbeType.BUFFER, decoded.onBuffer());
        SizeChange sizes = new SizeChange(
                rungs.stream().map(rung -> run.element(PassLaunch.scaler(rung))).toList());
        line.addProbe(PadProbeType.EVENT_DOWNSTREAM, sizes.onEvent());
        long frame = ladder.frameRate().frameStartNanos(1);
        LastPicture last = new LastPicture(line, picture, profile.lengthNanos(), frame);
        last.watch();
        return List.of(frames, renewals, decoded, sizes, last);
    }

    private void follow(GstRun run, MuxedTracks tracks, Pass pass, java.util.function.LongSupplier positionNanos)
            throws MediaFailure, IOException, InterruptedException {
        run.start();
        run.await(
                positionMs -> {
                    tracks.cut();
                    events.say(new ChildEvent.Progress(pass, positionMs));
                },
                positionNanos);
        run.stop();
        tracks.cut();
    }

    /** A file that is broken in the middle ends like any other: only what is missing tells. */
    private void check(MuxedTracks tracks, Decoded decoded) throws MediaFailure {
        if (card != null) {
            return;
        }
        long missing = decoded.gapNanos() - picture.gapNanos();
        if (decoded.count() == 0 || tracks.endMs() == 0) {
            missing = picture.endNanos();
        }
        if (isDamage(missing)) {
            throw new MediaFailure(Finding.PICTURE_DAMAGED, Finding.time(missing), Finding.time(picture.endNanos()));
        }
    }

    private boolean isDamage(long missingNanos) {
        return isDamage(missingNanos, profile.lengthNanos());
    }

    static boolean isDamage(long missingNanos, long lengthNanos) {
        return missingNanos > GLITCH_NANOS && missingNanos > lengthNanos * GLITCH_SHARE;
    }
}
