package io.aula.transcoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.transcoder.ladder.FrameRate;
import io.aula.transcoder.ladder.Picture;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StillsCollectorTest {

    @TempDir
    private Path output;

    @Test
    void aTileThatAMachinesEndLeftHalfWrittenIsAGapAndEndsNoJob() throws Exception {
        Path tiles = Files.createDirectories(output.resolve("tiles"));
        ImageIO.write(tile(Color.RED), "png", tiles.resolve("00000.png").toFile());
        ImageIO.write(tile(Color.BLUE), "png", tiles.resolve("00001.png").toFile());
        byte[] whole = Files.readAllBytes(tiles.resolve("00001.png"));
        Files.write(tiles.resolve("00001.png"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(tiles.resolve("00002.png"), new byte[0]);
        ImageIO.write(tile(Color.GREEN), "png", tiles.resolve("00003.png").toFile());
        Jpeg.write(tile(Color.RED), output.resolve("frame-1.jpg"), 0.8f);
        Files.writeString(output.resolve("frames.txt"), "0 0 10.0");

        var picture = new Picture("v", 320, 180, 25, false, 0, 4_000_000_000L);
        var stills = new StillsCollector(output, 4_000, new FrameRate(25, 1), picture, true).finish(4_000);

        assertThat(stills.columns()).isEqualTo(4);
        BufferedImage sprite = ImageIO.read(output.resolve("sprite.jpg").toFile());
        assertThat(colourOf(sprite, 0)).isEqualTo("red");
        assertThat(colourOf(sprite, 1)).isEqualTo("red");
        assertThat(colourOf(sprite, 2)).isEqualTo("red");
        assertThat(colourOf(sprite, 3)).isEqualTo("green");
    }

    private static String colourOf(BufferedImage sprite, int column) {
        var colour = new Color(sprite.getRGB(column * 160 + 80, 45));
        return colour.getRed() > colour.getGreen() ? "red" : "green";
    }

    private static BufferedImage tile(Color colour) throws IOException {
        var tile = new BufferedImage(160, 90, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 160; x++) {
            for (int y = 0; y < 90; y++) {
                tile.setRGB(x, y, (x * y) % 7 == 0 ? colour.darker().getRGB() : colour.getRGB());
            }
        }
        return tile;
    }
}
