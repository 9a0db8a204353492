package io.aula.transcoder.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders in which jobs are worked on. They outlive a try, so that the next goes on; what nobody goes on with is removed. */
final class Scratch {

    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);
    /** Longer than all waits between tries together. */
    private static final Duration KEPT = Duration.ofHours(24);

    private Scratch() {}

    /** Links are removed, not followed. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Removes what tries left that ended elsewhere: nothing in it was touched for a day. */
    static int sweep(Path scratch, Instant now) throws IOException {
        int swept = 0;
        try (Stream<Path> jobs = Files.list(scratch)) {
            for (Path job : jobs.filter(path -> path.getFileName().toString().matches("(job|img)_.*"))
                    .toList()) {
                if (touched(job).isBefore(now.minus(KEPT))) {
                    delete(job);
                    swept++;
                }
            }
        }
        if (swept > 0) {
            LOG.info("removed what {} jobs left that ended elsewhere", swept);
        }
        return swept;
    }

    private static Instant touched(Path job) throws IOException {
        try (Stream<Path> files = Files.walk(job)) {
            return files.map(file -> Instant.ofEpochMilli(file.toFile().lastModified()))
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.EPOCH);
        }
    }
}
