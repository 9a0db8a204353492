package io.aula.transcoder.job;

import io.aula.transcoder.image.ImageLines;
import io.aula.transcoder.image.ImageRequest;
import io.aula.transcoder.ladder.FailureCode;
import io.aula.transcoder.pipeline.ChildEvent;
import io.aula.transcoder.pipeline.ChildRequest;
import io.aula.transcoder.pipeline.EventLines;
import io.aula.transcoder.speech.SpeechLines;
import io.aula.transcoder.speech.SpeechRequest;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** The process in which native code may crash: in a {@link Jail}, and the demuxers that follow addresses ranked out of use. */
public final class ChildProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
    private static final String MAIN = "io.aula.transcoder.pipeline.PipelineMain";
    private static final String HEARING = "io.aula.transcoder.speech.SpeechMain";
    private static final String IMAGE = "io.aula.transcoder.image.ImageMain";
    private static final String NEVER = String.join(
            ",",
            "hlsdemux:NONE,hlsdemux2:NONE,dashdemux:NONE,dashdemux2:NONE,mssdemux:NONE,mssdemux2:NONE,sdpdemux:NONE",
            "sdpsrc:NONE,souphttpsrc:NONE,curlhttpsrc:NONE,rtspsrc:NONE,rtmpsrc:NONE,rtmp2src:NONE,giosrc:NONE",
            "uridecodebin:NONE,uridecodebin3:NONE,urisourcebin:NONE,subparse:NONE,ssaparse:NONE,gmedec:NONE");
    private static final long MEMORY_BYTES = 4L << 30;
    /** The largest model is 3 GB, and its states come on top. */
    private static final long HEARING_MEMORY_BYTES = 10L << 30;

    private static final long IMAGE_MEMORY_BYTES = 2L << 30;
    private static final Duration IMAGE_CPU = Duration.ofMinutes(5);

    /** One processor's work for as long as any job may take; those of more are as many times as fast. */
    private static final Duration CPU = Duration.ofMinutes(225);

    private static final int LONGEST_LINE = 4 << 20;
    private static final long LOOK_AGAIN_MS = 5_000;
    static final String STOOD_STILL = "stood still";
    /** On the busiest machine a child that can work gets a little of the processor meanwhile. */
    static final Duration STILL = Duration.ofMinutes(2);

    private final Process process;
    private final BufferedReader out;
    private final LastWords words;
    private final Path room;
    private final AtomicLong lines = new AtomicLong();
    private final long killsBefore = ChildEnd.outOfMemoryKills();

    private ChildProcess(Process process, Path room) {
        this.process = process;
        this.room = room;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.words = new LastWords(process.getErrorStream(), this::kill);
    }

    /** @param room the one folder that the child may write */
    static ChildProcess start(Jail jail, ChildRequest request, Path room) throws IOException {
        List<Path> read = List.of(Path.of(request.source()));
        return start(
                jail,
                new Jail.Bounds(MEMORY_BYTES, cpu(), read, room),
                List.of(),
                List.of("-XX:TieredStopAtLevel=1", MAIN),
                EventLines.write(request));
    }

    /** A child that hears: it gives way to everything else, and its loops over samples are worth the better compiler. */
    static ChildProcess hearing(Jail jail, SpeechRequest request, Path room) throws IOException {
        List<Path> read = List.of(Path.of(request.sound()), Path.of(request.model()));
        return start(
                jail,
                new Jail.Bounds(HEARING_MEMORY_BYTES, cpu(), read, room),
                List.of("nice", "-n", "10"),
                List.of("-XX:+TieredCompilation", HEARING),
                SpeechLines.write(request));
    }

    /** A child that makes a picture, and the processes of libvips that it starts. */
    static ChildProcess image(Jail jail, ImageRequest request, Path room) throws IOException {
        return start(
                jail,
                new Jail.Bounds(IMAGE_MEMORY_BYTES, IMAGE_CPU, List.of(Path.of(request.source())), room),
                List.of(),
                List.of("-XX:TieredStopAtLevel=1", IMAGE),
                ImageLines.write(request));
    }

    /** Any other main class of ours, as a child; for those who try what a child may do. */
    static ChildProcess trial(Jail jail, Jail.Bounds bounds, String main, String request) throws IOException {
        return start(jail, bounds, List.of(), List.of("-XX:TieredStopAtLevel=1", main), request);
    }

    private static Duration cpu() {
        return CPU.multipliedBy(Runtime.getRuntime().availableProcessors());
    }

    private static ChildProcess start(
            Jail jail, Jail.Bounds bounds, List<String> before, List<String> main, String request) throws IOException {
        jail.prepare(bounds);
        Path room = bounds.room();
        List<String> program = new ArrayList<>(before);
        program.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Else it begins with a share of the machine, most of which is written to before it is first cleared.
                "-Xms16m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + room,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        program.addAll(main);
        ProcessBuilder builder = new ProcessBuilder(jail.command(bounds, program)).directory(room.toFile());
        keepOnlyHarmlessVariables(builder, room);
        builder.environment().put("GST_REGISTRY", jail.registry().toString());
        Process process = builder.start();
        process.outputWriter(StandardCharsets.UTF_8)
                .append(request)
                .append('\n')
                .flush();
        return new ChildProcess(process, room);
    }

    /** The next event; empty when the child has ended. Waits: the deadline belongs to {@link #watch}. */
    Optional<ChildEvent> next() throws IOException {
        return next(EventLines::read);
    }

    <E> Optional<E> next(Function<String, E> reading) throws IOException {
        for (String line = readLine(); line != null; line = readLine()) {
            try {
                return Optional.of(reading.apply(line));
            } catch (JacksonException e) {
                // The JVM tells of a crash here.
                words.add(line);
                LOG.warn("the child printed something else: {}", line.substring(0, Math.min(200, line.length())));
            }
        }
        return Optional.empty();
    }

    private @Nullable String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = out.read(); next >= 0; next = out.read()) {
            if (next == '\n') {
                lines.incrementAndGet();
                return line.toString();
            }
            if (line.length() == LONGEST_LINE) {
                throw new OutputCheck.UntrueException("a line of more than " + LONGEST_LINE + " characters");
            }
            line.append((char) next);
        }
        return line.isEmpty() ? null : line.toString();
    }

    /** How it ended; waits ten seconds for that. */
    ChildEnd end() throws InterruptedException {
        int code = process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
        return new ChildEnd(code, ChildEnd.outOfMemoryKills() > killsBefore, words.line());
    }

    /** Kills the child unless it ends, or is given other bounds, before. */
    Thread watch(Duration deadline, long mostBytes, Consumer<String> onKill) {
        return watch(deadline, mostBytes, STILL, onKill);
    }

    /** @param still how long it may neither say anything nor work */
    Thread watch(Duration deadline, long mostBytes, Duration still, Consumer<String> onKill) {
        long until = System.nanoTime() + deadline.toNanos();
        // Whatever has little time is to be told of before it is over.
        Duration quiet = still.compareTo(deadline.dividedBy(2)) < 0 ? still : deadline.dividedBy(2);
        long look = Math.min(LOOK_AGAIN_MS, quiet.toMillis());
        return Thread.ofVirtual().start(() -> {
            Stillness stillness = new Stillness(quiet, System.nanoTime());
            try {
                while (!process.waitFor(look, TimeUnit.MILLISECONDS)) {
                    String excess = System.nanoTime() > until
                            ? "took longer than " + deadline.toMinutes() + " min"
                            : stillness.lasts(System.nanoTime(), lines.get(), processorTime())
                                    ? STOOD_STILL + " for " + quiet.toSeconds() + " s"
                                    : bytesIn(room) > mostBytes ? "wrote more than " + (mostBytes >> 20) + " MB" : "";
                    if (!excess.isEmpty()) {
                        onKill.accept(excess);
                        kill();
                        return;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Why it was killed, as a failure of the job. */
    static FailureCode failure(String excess) {
        return excess.startsWith("wrote") ? FailureCode.OUT_OF_RESOURCES : FailureCode.TIMEOUT;
    }

    /** Of all processes between us and the child, and of its own. */
    private Duration processorTime() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .flatMap(each -> each.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Files come and go meanwhile: those that are gone weigh nothing. */
    private static long bytesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** By its handle: the process itself would close the stream that is being read. */
    private void kill() {
        process.toHandle().destroyForcibly();
    }

    /** No secret of the worker reaches the process that reads hostile files. */
    static void keepOnlyHarmlessVariables(ProcessBuilder builder, Path room) {
        builder.environment().keySet().removeIf(name -> !List.of("PATH", "LANG").contains(name));
        builder.environment().put("GST_PLUGIN_FEATURE_RANK", NEVER);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("HOME", room.toString());
    }
}
