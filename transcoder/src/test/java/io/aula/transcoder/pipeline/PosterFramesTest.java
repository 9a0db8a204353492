package io.aula.transcoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.transcoder.pipeline.ChildEvent.PosterFrame;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which stills a teacher is offered. */
final class PosterFramesTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final long DURATION_MS = 60_000;

    @TempDir
    private Path folder;

    private final Map<Long, BufferedImage> tiles = new HashMap<>();

    @Test
    void theSharpestOfEachSixthIsKeptAndTheSharpestOfAllStandsForTheVideo() throws Exception {
        PosterFrames frames = new PosterFrames(folder, DURATION_MS, atMs -> false, false);
        for (long at = 0; at < DURATION_MS; at += 1_000) {
            int blur = at % 10_000 == 7_000 ? 3 : 9;
            see(frames, stripes(at, at == 37_000 ? 0 : blur), at);
        }
        List<PosterFrame> chosen = frames.finish(tiles::get);
        assertThat(chosen)
                .extracting(PosterFrame::atMs)
                .containsExactly(7_000L, 17_000L, 27_000L, 37_000L, 47_000L, 57_000L);
        assertThat(chosen)
                .extracting(PosterFrame::file)
                .startsWith("frame-1.jpg")
                .endsWith("frame-6.jpg");
        assertThat(folder.resolve("poster.jpg")).hasSameBinaryContentAs(folder.resolve("frame-4.jpg"));
        assertThat(ImageIO.read(folder.resolve("frame-2.jpg").toFile()).getWidth())
                .isEqualTo(WIDTH);
    }

    @Test
    void blackAndWhiteOnesAndFadesStandForNothingUnlessThereIsNothingElse() throws Exception {
        PosterFrames frames = new PosterFrames(folder, DURATION_MS, atMs -> false, false);
        see(frames, plain(Color.BLACK), 1_000);
        see(frames, plain(Color.WHITE), 11_000);
        see(frames, plain(new Color(20, 21, 22)), 21_000);
        see(frames, stripes(5, 9), 31_000);
        assertThat(frames.finish(tiles::get)).extracting(PosterFrame::atMs).containsExactly(31_000L);

        PosterFrames nothing = new PosterFrames(folder, DURATION_MS, atMs -> false, false);
        see(nothing, plain(Color.BLACK), 1_000);
        see(nothing, plain(Color.WHITE), 11_000);
        assertThat(nothing.finish(tiles::get)).hasSize(1);
        assertThat(folder.resolve("poster.jpg")).exists();
    }

    @Test
    void aSlideThatStaysIsOfferedOnce() throws Exception {
        PosterFrames frames = new PosterFrames(folder, DURATION_MS, atMs -> false, false);
        for (long at = 0; at < DURATION_MS; at += 1_000) {
            see(frames, stripes(at < 30_000 ? 1_000 : 4_000, 1), at);
        }
        assertThat(frames.finish(tiles::get)).extracting(PosterFrame::atMs).hasSize(2);
    }

    /** Before a place where a resumed run may begin everything is on disk; after it everything is seen again. */
    @Test
    void aRunThatGoesOnChoosesWhatAnUndisturbedOneDoes() throws Exception {
        List<PosterFrame> whole =
                run(folder.resolve("whole"), 0, DURATION_MS, false).finish(tiles::get);
        Path broken = folder.resolve("broken");
        run(broken, 0, 41_000, false);
        List<PosterFrame> resumed = run(broken, 30_000, DURATION_MS, true).finish(tiles::get);
        assertThat(resumed).isEqualTo(whole).hasSize(6);
        for (PosterFrame frame : whole) {
            assertThat(broken.resolve(frame.file()))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(frame.file()));
        }
        assertThat(broken.resolve("poster.jpg")).hasSameBinaryContentAs(folder.resolve("whole/poster.jpg"));
    }

    @Test
    void focusIsSharperThanBlurAndNoiseIsNotNeededForIt() {
        assertThat(Sharpness.of(stripes(3, 0))).isGreaterThan(2 * Sharpness.of(stripes(3, 5)));
        assertThat(Sharpness.of(plain(Color.GRAY))).isZero();
    }

    private PosterFrames run(Path output, long from, long to, boolean goesOn) throws IOException {
        Files.createDirectories(output);
        PosterFrames frames =
                new PosterFrames(output, DURATION_MS, atMs -> atMs / 30_000 != (atMs + 1_000) / 30_000, goesOn);
        for (long at = from; at < to; at += 1_000) {
            see(frames, stripes(at, (int) (at * 7 / 1_000 % 11)), at);
        }
        return frames;
    }

    private void see(PosterFrames frames, BufferedImage still, long atMs) throws IOException {
        BufferedImage tile = new BufferedImage(160, 90, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = tile.createGraphics();
        graphics.drawImage(still, 0, 0, 160, 90, null);
        graphics.dispose();
        Path file = folder.resolve("tile.png");
        ImageIO.write(tile, "png", file.toFile());
        tiles.put(atMs, ImageIO.read(file.toFile()));
        frames.see(still, tile, atMs);
    }

    private static BufferedImage plain(Color colour) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.dispose();
        return picture;
    }

    /** Broad stripes that lie elsewhere in each picture, their edges as soft as {@code blur} pixels. */
    private static BufferedImage stripes(long seed, int blur) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        int shift = (int) (seed / 1_000 * 3 % 37);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double wave = Math.sin((x + shift) * Math.PI / 20) * 20 / (blur + 0.2);
                int luma = (int) (128 + 100 * Math.max(-1, Math.min(1, wave)));
                picture.setRGB(x, y, luma << 16 | luma << 8 | luma);
            }
        }
        return picture;
    }
}
