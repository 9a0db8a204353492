package io.aula.transcoder.pipeline;

import io.aula.media.captions.TextTrack;
import io.aula.transcoder.ladder.Admission;
import io.aula.transcoder.ladder.Finding;
import io.aula.transcoder.ladder.Ladder;
import io.aula.transcoder.ladder.SourceProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.freedesktop.gstreamer.Gst;
import org.freedesktop.gstreamer.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one request from standard input, does it, and ends. It also ends when standard input does: then its worker died. */
public final class PipelineMain {

    private static final Logger LOG = LoggerFactory.getLogger(PipelineMain.class);
    private static final int WORKER_IS_GONE = 3;

    private PipelineMain() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream protocol = System.out;
        System.setOut(System.err); // Nothing else may print between the lines.
        EventLines events = new EventLines(protocol);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ChildRequest request = EventLines.readRequest(in.readLine());
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> endWithParent(in));
        events.say(outcome(request, events));
        // Not exit: native threads of a broken decoder may keep exit hooks waiting.
        Runtime.getRuntime().halt(0);
    }

    private static ChildEvent outcome(ChildRequest request, EventLines events) {
        try {
            run(request, events);
            return new ChildEvent.Finished();
        } catch (MediaFailure e) {
            LOG.info("refused: {}", e.getMessage());
            return e.event();
        } catch (IOException e) {
            LOG.error("cannot write", e);
            return new MediaFailure(MediaFailure.isOfRoom(e.getMessage()) ? Finding.NO_ROOM : Finding.OUR_FAULT)
                    .event();
        } catch (OutOfMemoryError e) {
            return new MediaFailure(Finding.NO_MEMORY).event();
        } catch (RuntimeException | InterruptedException e) {
            LOG.error("pipeline failed", e);
            return new MediaFailure(Finding.OUR_FAULT).event();
        }
    }

    private static void run(ChildRequest request, EventLines events)
            throws MediaFailure, IOException, InterruptedException {
        Path output = Files.createDirectories(Path.of(request.output()));
        SourceFile source = SourceFile.open(Path.of(request.source()), output);
        try {
            make(request, source, output, events);
        } catch (MediaFailure e) {
            // What can be read is not refused for what its header says beside it.
            boolean isOfTheFile = !e.finding().code().mayHeal();
            throw isOfTheFile && source.pointsElsewhere() ? new MediaFailure(Finding.POINTS_ELSEWHERE) : e;
        }
    }

    private static void make(ChildRequest request, SourceFile source, Path output, EventLines events)
            throws MediaFailure, IOException, InterruptedException {
        Gst.init(Version.of(1, 20), "aula");
        SourceProfile profile = request.known();
        Path card = null;
        if (profile == null || !request.isKnown()) {
            SourceProbe probe = new SourceProbe(source);
            profile = probe.probe();
            if (Admission.judge(profile) instanceof Admission.Refused refused) {
                throw MediaFailure.of(refused);
            }
            List<TextTrack> texts = SourceTexts.of(source, profile, probe.leadNanos());
            if (!texts.isEmpty()) {
                Files.write(output.resolve(ChildEvent.TEXTS), SourceTexts.written(texts));
                // Before it is known that somebody has looked at the source.
                events.say(new ChildEvent.TextsFound());
            }
            if (!profile.hasVideo()) {
                card = TitleCard.write(output.resolve("card.png"), probe.cover());
                profile = profile.with(TitleCard.picture(profile.lengthNanos()));
            }
        }
        Ladder ladder = Ladder.of(Objects.requireNonNull(profile.picture()), request.ladder());
        events.say(new ChildEvent.Probed(profile, ladder));
        runPasses(request, new PassRunner(request, source, profile, card, ladder, events), profile, ladder);
    }

    private static void runPasses(ChildRequest request, PassRunner runner, SourceProfile profile, Ladder ladder)
            throws MediaFailure, IOException, InterruptedException {
        if (profile.hasAudio() && !request.isAudioDone()) {
            runner.audio();
        }
        int segments = request.isFirstDone() ? request.expectedSegments() : runner.first(request.firstSegments());
        if (!ladder.others().isEmpty() && request.restSegments() < Integer.MAX_VALUE) {
            runner.rest(request.restSegments(), segments);
        }
    }

    private static void endWithParent(BufferedReader in) {
        try {
            while (in.readLine() != null) {
                // The worker has nothing more to say; only its end matters.
            }
        } catch (IOException e) {
            LOG.warn("standard input broke", e);
        }
        Runtime.getRuntime().halt(WORKER_IS_GONE);
    }
}
