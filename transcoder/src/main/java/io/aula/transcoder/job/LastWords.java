package io.aula.transcoder.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a child says beside its protocol: passed on to the log as far as it is bearable, its end kept. */
final class LastWords {

    private static final int KEPT = 4_000;
    private static final int LONGEST_LINE = 300;
    private static final long MOST_PASSED_ON = 1 << 20;

    /** As the JVM and GLib say it. Neither ends then, and what waits for the thread's work would wait for good. */
    private static final List<String> WANT_OF_THREADS =
            List.of("Failed to start the native thread", "unable to create native thread", "failed to create thread");

    private final StringBuilder end = new StringBuilder();
    private final Thread reader;
    private final Runnable onWantOfThreads;
    private long passedOn;

    /** @param onWantOfThreads what is done when it can start no thread; perhaps more than once */
    LastWords(InputStream said, Runnable onWantOfThreads) {
        this.onWantOfThreads = onWantOfThreads;
        reader = Thread.ofVirtual().start(() -> listen(said));
    }

    private void listen(InputStream said) {
        byte[] piece = new byte[4096];
        try (said) {
            for (int length = said.read(piece); length >= 0; length = said.read(piece)) {
                keep(new String(piece, 0, length, StandardCharsets.UTF_8));
                if (passedOn < MOST_PASSED_ON) {
                    System.err.write(piece, 0, length);
                    System.err.flush();
                    passedOn += length;
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // The child was killed: its words end here.
        }
    }

    /** A line that it said among its events. */
    void add(String line) {
        keep(line.substring(0, Math.min(LONGEST_LINE, line.length())) + "\n");
    }

    private void keep(String text) {
        synchronized (this) {
            end.append(text);
            if (end.length() > 2 * KEPT) {
                end.delete(0, end.length() - KEPT);
            }
        }
        if (WANT_OF_THREADS.stream().anyMatch(text::contains)) {
            onWantOfThreads.run();
        }
    }

    /** The line that tells most once the child has ended: the JVM's own of a crash, otherwise the last one. */
    String line() throws InterruptedException {
        reader.join(1_000);
        List<String> lines;
        synchronized (this) {
            lines = end.toString()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
        String crash = lines.stream()
                .filter(line -> line.matches("#\\s+SIG[A-Z]+ .*|# C  \\[.*|.*(OutOfMemoryError|insufficient memory|"
                        + String.join("|", WANT_OF_THREADS) + ").*"))
                .map(line -> line.replaceFirst("^#\\s+", ""))
                .reduce("", (before, line) -> before.isEmpty() ? line : before + " " + line);
        String told = !crash.isEmpty() ? crash : lines.isEmpty() ? "" : lines.getLast();
        String printable = told.replaceAll("\\p{Cntrl}", " ");
        return printable.substring(0, Math.min(LONGEST_LINE, printable.length()));
    }
}
