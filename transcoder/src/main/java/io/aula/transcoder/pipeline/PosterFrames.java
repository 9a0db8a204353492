package io.aula.transcoder.pipeline;

import io.aula.transcoder.pipeline.ChildEvent.PosterFrame;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sharpest still of each sixth of a video, so that its teacher has a choice of what stands for it; see {@link Sharpness}.
 * Still in memory are those of the last sixth at most: each is written once, when its sixth is over, or where a resumed run may
 * begin, which does not see what came before.
 *
 * <pre>
 * stills   . . . | . . . | . . . | . . . | . . . | . . .
 * kept       x         x   x           x     x         x      those that show the same as a sharper one are left out in the end
 * </pre>
 */
final class PosterFrames {

    private static final int MOST = 6;

    /** What was chosen, so that a resumed run knows what to beat. */
    private static final String LIST = "frames.txt";

    /** Of luma, over 255 steps: eight steps about the mean are a fade, or a card without a word. */
    private static final double BLANK = 8 * 8;

    /** A person who speaks moves more than that. */
    private static final double SAME = 0.5;

    private final Path output;
    private final Ending ending;
    private final long durationMs;
    private final Map<Integer, Kept> kept;
    private @Nullable BufferedImage unwritten;
    private int current;

    /** Which stills are the last ones that a resumed run does not see, by their time. */
    interface Ending {
        boolean isLastBeforeRenewal(long atMs);
    }

    /** Something that reads the small picture of the still at a time. */
    interface Tiles {
        BufferedImage at(long atMs) throws IOException;
    }

    private record Kept(int span, long atMs, double score) {
        boolean isBlank() {
            return score < 0;
        }

        String file() {
            return "frame-" + (span + 1) + ".jpg";
        }

        String line() {
            return span + " " + atMs + " " + score;
        }

        static Kept of(String line) {
            String[] parts = line.split(" ");
            return new Kept(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Double.parseDouble(parts[2]));
        }
    }

    PosterFrames(Path output, long durationMs, Ending ending, boolean goesOn) throws IOException {
        this.output = output;
        this.durationMs = Math.max(1, durationMs);
        this.ending = ending;
        this.kept = new TreeMap<>();
        if (goesOn) {
            for (String line : Files.readAllLines(output.resolve(LIST))) {
                Kept frame = Kept.of(line);
                kept.put(frame.span(), frame);
            }
        } else {
            list();
        }
    }

    /** Whether an earlier run on this machine has left its choice. */
    static boolean canGoOn(Path output) {
        return Files.exists(output.resolve(LIST));
    }

    void see(BufferedImage still, BufferedImage tile, long atMs) throws IOException {
        int span = (int) Math.min(MOST - 1, atMs * MOST / durationMs);
        if (span != current) {
            write();
            current = span;
        }
        double contrast = Sharpness.contrast(tile);
        // Among blank ones the one that shows most, below all others.
        double score = contrast < BLANK ? contrast - BLANK : Sharpness.of(still);
        Kept best = kept.get(span);
        if (best == null || score > best.score()) {
            kept.put(span, new Kept(span, atMs, score));
            unwritten = still;
        }
        if (ending.isLastBeforeRenewal(atMs)) {
            write();
        }
    }

    /** From the earliest on; the sharpest is there as {@code poster.jpg}, too. Black and white ones only where there is nothing else. */
    List<PosterFrame> finish(Tiles tiles) throws IOException {
        write();
        List<Kept> sharpestFirst = kept.values().stream()
                .sorted(Comparator.comparingDouble(Kept::score).reversed())
                .toList();
        if (sharpestFirst.isEmpty()) {
            throw new IOException("no still was taken");
        }
        List<Kept> chosen = new ArrayList<>(List.of(sharpestFirst.getFirst()));
        for (Kept frame : sharpestFirst.subList(1, sharpestFirst.size())) {
            if (!frame.isBlank() && isNew(frame, chosen, tiles)) {
                chosen.add(frame);
            }
        }
        Files.copy(
                output.resolve(chosen.getFirst().file()),
                output.resolve("poster.jpg"),
                StandardCopyOption.REPLACE_EXISTING);
        return chosen.stream()
                .sorted(Comparator.comparingLong(Kept::atMs))
                .map(frame -> new PosterFrame(frame.file(), frame.atMs()))
                .toList();
    }

    private static boolean isNew(Kept frame, List<Kept> chosen, Tiles tiles) throws IOException {
        BufferedImage tile = tiles.at(frame.atMs());
        for (Kept other : chosen) {
            if (Sharpness.difference(tile, tiles.at(other.atMs())) < SAME) {
                return false;
            }
        }
        return true;
    }

    /** The picture before its line: a line without its picture would be believed. */
    private void write() throws IOException {
        BufferedImage still = unwritten;
        Kept frame = kept.get(current);
        if (still == null || frame == null) {
            return;
        }
        Path begun = output.resolve("frame.tmp");
        Jpeg.write(still, begun, 0.82f);
        Files.move(begun, output.resolve(frame.file()), StandardCopyOption.ATOMIC_MOVE);
        unwritten = null;
        list();
    }

    private void list() throws IOException {
        Path begun = output.resolve(LIST + ".tmp");
        Files.writeString(begun, kept.values().stream().map(Kept::line).collect(Collectors.joining("\n")));
        Files.move(begun, output.resolve(LIST), StandardCopyOption.ATOMIC_MOVE);
    }
}
