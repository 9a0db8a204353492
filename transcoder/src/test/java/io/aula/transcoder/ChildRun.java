package io.aula.transcoder;

import io.aula.transcoder.ladder.RungRequest;
import io.aula.transcoder.pipeline.ChildEvent;
import io.aula.transcoder.pipeline.ChildRequest;
import io.aula.transcoder.pipeline.Encoder;
import io.aula.transcoder.pipeline.EventLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Runs the media process on a file, as a worker does, and keeps what it said. */
public record ChildRun(Path output, List<ChildEvent> events) {

    /** Small pictures are enough for most of what is looked at. */
    private static final List<RungRequest> ASKED = List.of(new RungRequest(360, 400), new RungRequest(1080, 3000));

    public static ChildRun of(Path source, Path output) throws IOException {
        return until(request(source, output, false, 0, 0, 0), event -> false);
    }

    /** As {@link #of}, with sound as loud as that of all others. */
    public static ChildRun levelled(Path source, Path output) throws IOException {
        ChildRequest request = new ChildRequest(
                source.toString(), output.toString(), Encoder.software("ultrafast"), ASKED, true, null, false, 0, 0, 0);
        return until(request, event -> false);
    }

    public static ChildRequest request(
            Path source, Path output, boolean isAudioDone, int first, int expected, int rest) {
        return new ChildRequest(
                source.toString(),
                output.toString(),
                Encoder.software("ultrafast"),
                ASKED,
                false,
                null,
                isAudioDone,
                first,
                expected,
                rest);
    }

    /** Kills the process when it says what is waited for. */
    public static ChildRun until(ChildRequest request, Predicate<ChildEvent> isEnough) throws IOException {
        return within(List.of(), request, isEnough);
    }

    /** As {@link #of}, with a command before it that sets limits. */
    public static ChildRun within(List<String> limits, Path source, Path output) throws IOException {
        return within(limits, request(source, output, false, 0, 0, 0), event -> false);
    }

    private static ChildRun within(List<String> limits, ChildRequest request, Predicate<ChildEvent> isEnough)
            throws IOException {
        Path output = Path.of(request.output());
        List<String> command = new ArrayList<>(limits);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.aula.transcoder.pipeline.PipelineMain"));
        Process child = new ProcessBuilder(command)
                .redirectError(
                        output.resolveSibling(output.getFileName() + ".log").toFile())
                .start();
        List<ChildEvent> events = new ArrayList<>();
        try {
            child.outputWriter().append(EventLines.write(request)).append('\n').flush();
            try (var out = child.inputReader()) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    ChildEvent event = EventLines.read(line);
                    events.add(event);
                    if (isEnough.test(event)) {
                        child.toHandle().destroyForcibly(); // The process would close the stream that is read here.
                    }
                }
            }
        } finally {
            child.destroyForcibly();
        }
        return new ChildRun(output, List.copyOf(events));
    }

    public ChildEvent last() {
        return events.getLast();
    }

    public ChildEvent.Probed probed() {
        return all(ChildEvent.Probed.class).getFirst();
    }

    public <E extends ChildEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
