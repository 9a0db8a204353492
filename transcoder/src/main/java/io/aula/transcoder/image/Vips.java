package io.aula.transcoder.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libvips by its command line: one operation a process, within the limits that this one has, and gone when this one goes.
 */
final class Vips {

    private static final Logger LOG = LoggerFactory.getLogger(Vips.class);
    private static final int LONGEST_SECONDS = 90;
    private static final int LONGEST_COMPLAINT = 4_000;

    private final Path scratch;
    private final boolean isForStrangers;

    private Vips(Path scratch, boolean isForStrangers) {
        this.scratch = scratch;
        this.isForStrangers = isForStrangers;
    }

    /** For files as they came: its makers' own list of loaders that withstand them. */
    static Vips forStrangers(Path scratch) {
        return new Vips(scratch, true);
    }

    /** For what it wrote itself, in a form that it does not take from strangers. */
    static Vips forOwn(Path scratch) {
        return new Vips(scratch, false);
    }

    record Header(int width, int height, int bands, String interpretation, String loader) {}

    /** libvips said no. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String complaint) {
            super(complaint);
        }
    }

    /** What the file says of itself; nothing is decoded. */
    Header header(Path file) throws IOException, InterruptedException, RefusedException {
        Map<String, String> fields = new HashMap<>();
        // A comment inside the file may look like a field: libvips prints its own ones first.
        call(List.of("vipsheader", "-a", file.toString()))
                .lines()
                .map(line -> line.split(": ", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> fields.putIfAbsent(parts[0], parts[1].strip()));
        try {
            return new Header(
                    Integer.parseInt(fields.getOrDefault("width", "")),
                    Integer.parseInt(fields.getOrDefault("height", "")),
                    Integer.parseInt(fields.getOrDefault("bands", "")),
                    fields.getOrDefault("interpretation", ""),
                    fields.getOrDefault("vips-loader", ""));
        } catch (NumberFormatException e) {
            throw new RefusedException("a header without measures");
        }
    }

    void run(String operation, Object... words) throws IOException, InterruptedException, RefusedException {
        List<String> command = new ArrayList<>(List.of("vips", operation));
        for (Object word : words) {
            command.add(word.toString());
        }
        call(command);
    }

    private String call(List<String> words) throws IOException, InterruptedException, RefusedException {
        Path said = scratch.resolve("vips.out");
        Path complained = scratch.resolve("vips.err");
        // A child outlives its parent otherwise: nobody would wait for it, nor end it.
        List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
        command.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(said.toFile()).redirectError(complained.toFile());
        if (isForStrangers) {
            builder.environment().put("VIPS_BLOCK_UNTRUSTED", "1");
        }
        builder.environment().put("VIPS_CONCURRENCY", "1");
        builder.environment().put("TMPDIR", scratch.toString());
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(words.get(1) + " takes longer than " + LONGEST_SECONDS + " s");
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            String complaint = Files.readString(complained, StandardCharsets.ISO_8859_1);
            if (complaint.contains("No space left") || complaint.contains("out of memory")) {
                throw new IOException(words.get(1) + ": " + complaint.strip());
            }
            LOG.info("{} refused: {}", words.get(1), complaint.strip());
            throw new RefusedException(complaint.substring(0, Math.min(LONGEST_COMPLAINT, complaint.length())));
        }
        return Files.readString(said, StandardCharsets.ISO_8859_1);
    }
}
