package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.FrameRate;
import io.aula.transcoder.ladder.Picture;
import io.aula.transcoder.pipeline.ChildEvent.PosterFrame;
import io.aula.transcoder.pipeline.ChildEvent.Stills;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import org.freedesktop.gstreamer.Buffer;
import org.freedesktop.gstreamer.FlowReturn;
import org.freedesktop.gstreamer.Pad;
import org.freedesktop.gstreamer.PadProbeReturn;
import org.freedesktop.gstreamer.PadProbeType;
import org.freedesktop.gstreamer.Sample;
import org.freedesktop.gstreamer.Structure;
import org.freedesktop.gstreamer.elements.AppSink;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a small tile of each still on disk, so that a resumed pass has the early ones, and shows all of them to {@link PosterFrames}.
 * At the end it composes the sprite and the WebVTT that tells where each moment lies in it.
 */
final class StillsCollector {

    private static final int COLUMNS = 10;
    private static final int MOST_TILES = 100;
    private static final int SHORTEST_INTERVAL_MS = 1000;
    private static final int TILE_SIDE = 160;
    private static final int POSTER_SIDE = 1280;

    private final Path output;
    private final Path tiles;
    private final FrameRate rate;
    private final int intervalMs;
    private final int posterWidth;
    private final int posterHeight;
    private final PosterFrames frames;
    private @Nullable IOException failure;

    // The native side holds callbacks weakly.
    private final AppSink.NEW_SAMPLE onSample = this::take;
    private final Pad.PROBE onPicture =
            (pad, info) -> isChosen(info.getBuffer()) ? PadProbeReturn.OK : PadProbeReturn.DROP;

    StillsCollector(Path output, long durationMs, FrameRate rate, Picture shown, boolean goesOn) throws IOException {
        this.output = output;
        this.rate = rate;
        int width = shown.width();
        int height = shown.height();
        this.tiles = Files.createDirectories(output.resolve("tiles"));
        long spread = Math.ceilDiv(Math.max(1, durationMs), MOST_TILES);
        this.intervalMs = (int) Math.max(SHORTEST_INTERVAL_MS, Math.ceilDiv(spread, 1000) * 1000);
        double scale = Math.min(1, POSTER_SIDE / (double) Math.max(width, height));
        this.posterWidth = even(width * scale);
        this.posterHeight = even(height * scale);
        long stretch = rate.segmentStartNanos(FrameGate.SEGMENTS_BETWEEN_RENEWALS) / 1_000_000;
        this.frames =
                new PosterFrames(output, durationMs, atMs -> atMs / stretch != (atMs + intervalMs) / stretch, goesOn);
    }

    /** Whether an earlier run on this machine has left its stills. */
    static boolean canGoOn(Path output) {
        return Files.exists(output.resolve("tiles").resolve("00000.png")) && PosterFrames.canGoOn(output);
    }

    String launch() {
        return PassLaunch.stills(posterWidth, posterHeight);
    }

    void attach(AppSink sink, Pad chosen) {
        chosen.addProbe(PadProbeType.BUFFER, onPicture);
        sink.connect(onSample);
    }

    /** The first picture of each interval, wherever the run began. */
    private boolean isChosen(@Nullable Buffer picture) {
        if (picture == null) {
            return false;
        }
        long at = picture.getPresentationTimestamp();
        long half = rate.frameStartNanos(1) / 2;
        long interval = intervalMs * 1_000_000L;
        return (at + half) / interval != (at + half - rate.frameStartNanos(1)) / interval || at < half;
    }

    Stills finish(long durationMs) throws IOException, InterruptedException {
        if (failure != null) {
            throw failure;
        }
        int count = count();
        BufferedImage first = read(0);
        int columns = Math.min(COLUMNS, count);
        int rows = Math.ceilDiv(count, columns);
        int width = first.getWidth();
        int height = first.getHeight();
        BufferedImage sprite = new BufferedImage(width * columns, height * rows, BufferedImage.TYPE_INT_RGB);
        StringBuilder vtt = new StringBuilder("WEBVTT\n");
        Graphics2D graphics = sprite.createGraphics();
        for (int i = 0; i < count; i++) {
            int x = i % columns * width;
            int y = i / columns * height;
            graphics.drawImage(read(i), x, y, null);
            long end = i == count - 1 ? Math.max(durationMs, (i + 1L) * intervalMs) : (i + 1L) * intervalMs;
            vtt.append("\n%s --> %s\nsprite.jpg#xywh=%d,%d,%d,%d\n"
                    .formatted(time((long) i * intervalMs), time(end), x, y, width, height));
        }
        graphics.dispose();
        Jpeg.write(sprite, output.resolve("sprite.jpg"), 0.75f);
        Files.writeString(output.resolve("sprite.vtt"), vtt, StandardCharsets.UTF_8);
        List<PosterFrame> chosen = frames.finish(atMs -> read(index(atMs)));
        return new Stills(posterWidth, posterHeight, webp(), columns, rows, width, height, intervalMs, chosen);
    }

    private FlowReturn take(AppSink sink) {
        Sample sample = sink.pullSample();
        try {
            Buffer buffer = sample.getBuffer();
            long atMs = buffer.getPresentationTimestamp() / 1_000_000;
            keep(image(sample.getCaps().getStructure(0), buffer), atMs);
        } catch (IOException e) {
            failure = e;
        } finally {
            sample.dispose();
        }
        return FlowReturn.OK;
    }

    private static BufferedImage image(Structure caps, Buffer buffer) {
        BufferedImage image =
                new BufferedImage(caps.getInteger("width"), caps.getInteger("height"), BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        ByteBuffer bytes = buffer.map(false);
        bytes.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(pixels);
        buffer.unmap();
        return image;
    }

    private void keep(BufferedImage still, long atMs) throws IOException {
        int index = index(atMs);
        BufferedImage tile = scale(still);
        Path file = tile(index);
        if (index < 2 * MOST_TILES && !Files.exists(file)) {
            // Whole or not at all, as the process may be killed at any time.
            Path begun = output.resolve("tile.tmp");
            ImageIO.write(tile, "png", begun.toFile());
            Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
        }
        frames.see(still, tile, atMs);
    }

    private int index(long atMs) {
        return (int) Math.round(atMs / (double) intervalMs);
    }

    private int count() throws IOException {
        try (Stream<Path> files = Files.list(tiles)) {
            int highest = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".png"))
                    .mapToInt(name -> Integer.parseInt(name.substring(0, name.length() - 4)))
                    .max()
                    .orElse(-1);
            if (highest < 0) {
                throw new IOException("no still was taken");
            }
            return highest + 1;
        }
    }

    /** A gap shows the picture before it, and before the first the first. */
    private BufferedImage read(int index) throws IOException {
        for (int i = index; i >= 0; i--) {
            Optional<BufferedImage> tile = readTile(i);
            if (tile.isPresent()) {
                return tile.get();
            }
        }
        int last = count();
        for (int i = index + 1; i < last; i++) {
            Optional<BufferedImage> tile = readTile(i);
            if (tile.isPresent()) {
                return tile.get();
            }
        }
        throw new IOException("no still was taken");
    }

    /** One that a machine's end has left unreadable is a gap like any other. */
    private Optional<BufferedImage> readTile(int index) throws IOException {
        Path file = tile(index);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(ImageIO.read(file.toFile()));
        } catch (IIOException e) {
            return Optional.empty();
        }
    }

    private Path tile(int index) {
        return tiles.resolve(String.format(Locale.ROOT, "%05d.png", index));
    }

    private static BufferedImage scale(BufferedImage still) {
        double scale = TILE_SIDE / (double) Math.max(still.getWidth(), still.getHeight());
        BufferedImage tile = new BufferedImage(
                even(still.getWidth() * scale), even(still.getHeight() * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = tile.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(still, 0, 0, tile.getWidth(), tile.getHeight(), null);
        graphics.dispose();
        return tile;
    }

    private @Nullable String webp() throws InterruptedException {
        try {
            Process process = new ProcessBuilder(
                            "cwebp",
                            "-quiet",
                            "-q",
                            "80",
                            output.resolve("poster.jpg").toString(),
                            "-o",
                            output.resolve("poster.webp").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean isDone = process.waitFor(20, TimeUnit.SECONDS);
            if (!isDone) {
                process.destroyForcibly();
            }
            return isDone && process.exitValue() == 0 ? "poster.webp" : null;
        } catch (IOException e) {
            return null; // Not installed: the JPEG serves.
        }
    }

    private static String time(long ms) {
        return String.format(
                Locale.ROOT, "%02d:%02d:%02d.%03d", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000);
    }

    private static int even(double size) {
        int whole = (int) Math.round(size);
        return Math.max(2, whole - whole % 2);
    }
}
