package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.Admission;
import io.aula.transcoder.ladder.FailureCode;
import io.aula.transcoder.ladder.Ladder;
import io.aula.transcoder.ladder.SourceProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
            return new ChildEvent.Failed(e.code(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.error("cannot write", e);
            boolean isFull = String.valueOf(e.getMessage()).contains("No space left");
            return new ChildEvent.Failed(
                    isFull ? FailureCode.OUT_OF_RESOURCES : FailureCode.INTERNAL, String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return new ChildEvent.Failed(FailureCode.OUT_OF_RESOURCES, "not enough memory");
        } catch (RuntimeException | InterruptedException e) {
            LOG.error("pipeline failed", e);
            return new ChildEvent.Failed(FailureCode.INTERNAL, e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static void run(ChildRequest request, EventLines events)
            throws MediaFailure, IOException, InterruptedException {
        Path source = Path.of(request.source());
        Files.createDirectories(Path.of(request.output()));
        if (Files.size(source) == 0) {
            throw new MediaFailure(FailureCode.CORRUPT_FILE, "the file is empty");
        }
        if (ContainerSniffer.containerOf(source).isEmpty()) {
            throw new MediaFailure(FailureCode.CORRUPT_FILE, "this is not a video file");
        }
        Gst.init(Version.of(1, 20), "aula");
        SourceProfile profile = new SourceProbe().probe(source);
        switch (Admission.judge(profile)) {
            case Admission.Refused(FailureCode code, String message) -> throw new MediaFailure(code, message);
            case Admission.Admitted() -> {}
        }
        Ladder ladder = Ladder.of(profile, request.ladder());
        events.say(new ChildEvent.Probed(profile, ladder));
        runPasses(request, new PassRunner(request, profile, ladder, events), profile, ladder);
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
