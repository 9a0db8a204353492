package io.aula.transcoder.job;

import io.aula.transcoder.packaging.SegmentCutter;
import io.aula.transcoder.packaging.SegmentInfo;
import io.aula.transcoder.pipeline.Encoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Has an encoder encode a few pictures, as many rungs beside each other as a ladder has, in the jail that children run in: that
 * an element is installed says nothing about a card, its driver, their right to be used, or how many may at once.
 */
final class EncoderTrial {

    static final Duration LIMIT = Duration.ofSeconds(20);

    /** Graphics cards for the home encode for three to eight at once. */
    private static final int RUNGS = 4;

    private static final int SEGMENTS = 3;
    private static final int PICTURES = 6;
    private static final int LONGEST_REASON = 300;
    private static final long MEMORY_BYTES = 4L << 30;

    private final Jail jail;
    private final Path room;
    private final Duration limit;

    /** @param room a folder of its own */
    EncoderTrial(Jail jail, Path room, Duration limit) {
        this.jail = jail;
        this.room = room.toAbsolutePath();
        this.limit = limit;
    }

    /** @return what went wrong, in a line; empty when it can be used */
    String complaint(Encoder encoder) {
        try {
            Jail.Bounds bounds = new Jail.Bounds(MEMORY_BYTES, limit.multipliedBy(RUNGS), List.of(), room);
            jail.prepare(bounds);
            empty();
            String complaint = run(jail.command(bounds, command(encoder)));
            return complaint.isEmpty() ? cut() : complaint;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private List<String> command(Encoder encoder) {
        StringBuilder launch = new StringBuilder("videotestsrc num-buffers=%d ! ".formatted(SEGMENTS * PICTURES)
                + "video/x-raw,format=I420,width=640,height=360,framerate=30/1 ! tee name=pictures");
        for (int rung = 0; rung < RUNGS; rung++) {
            launch.append(" pictures. ! queue ! ")
                    .append(encoder.part("encoder-" + rung, 800, PICTURES, "main"))
                    .append(" ! mp4mux fragment-duration=60000 ! filesink async=false location=")
                    .append(muxed(rung));
        }
        List<String> words = new ArrayList<>(List.of("gst-launch-1.0", "-q"));
        words.addAll(List.of(launch.toString().split(" ")));
        return words;
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Path said = room.resolveSibling(room.getFileName() + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(room.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        ChildProcess.keepOnlyHarmlessVariables(builder, room);
        builder.environment().put("GST_REGISTRY", jail.registry().toString());
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return "it did not end within " + limit.toSeconds() + " s";
            }
            return process.exitValue() == 0 ? "" : reason(said, process.exitValue());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** The first thing that it complained of; what follows are consequences. */
    private static String reason(Path said, int code) throws IOException {
        try (Stream<String> lines = Files.lines(said, StandardCharsets.ISO_8859_1)) {
            String first = lines.map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
                    .filter(line -> line.contains("ERROR") || line.contains("WARNING"))
                    .map(line -> line.replaceFirst("^(WARNING|ERROR): ", ""))
                    .findFirst()
                    .orElse("gst-launch-1.0 ended with " + code);
            return first.substring(0, Math.min(LONGEST_REASON, first.length()));
        }
    }

    /** Rungs can be changed between only where each begins a segment with the same picture. */
    private String cut() throws IOException {
        for (int rung = 0; rung < RUNGS; rung++) {
            try (SegmentCutter cutter = new SegmentCutter(muxed(rung), room.resolve("cut-" + rung), 0, 0)) {
                List<SegmentInfo> segments = cutter.cut();
                boolean isEven = segments.size() == SEGMENTS
                        && segments.stream()
                                        .mapToLong(SegmentInfo::duration)
                                        .distinct()
                                        .count()
                                == 1;
                if (!isEven) {
                    return "it sets its key frames elsewhere than it is told to";
                }
            }
        }
        return "";
    }

    private Path muxed(int rung) {
        return room.resolve("rung-" + rung + ".mp4");
    }

    private void empty() throws IOException {
        try (Stream<Path> files = Files.walk(room)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }
}
