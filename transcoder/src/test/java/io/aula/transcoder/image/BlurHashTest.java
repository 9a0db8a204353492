package io.aula.transcoder.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

final class BlurHashTest {

    /** "L" says 4 × 3 factors; digits 3 to 6 are the mean. */
    @Test
    void beginsWithItsShapeAndItsMean() {
        BufferedImage grey = plain(0x808080);
        assertThat(BlurHash.of(grey))
                .hasSize(28)
                .matches("L." + digits(0x808080).replace("[", "\\[") + ".*");
        assertThat(BlurHash.color(grey)).isEqualTo("#808080");
        assertThat(BlurHash.color(plain(0xc81e1e))).isEqualTo("#c81e1e");
    }

    @Test
    void meansAreTakenInLinearLight() {
        BufferedImage image = plain(0);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth() / 2; x++) {
                image.setRGB(x, y, 0xffffff);
            }
        }
        assertThat(BlurHash.color(image)).isEqualTo("#bcbcbc");
        assertThat(BlurHash.of(image)).hasSize(28).isNotEqualTo(BlurHash.of(plain(0xbcbcbc)));
    }

    private static BufferedImage plain(int rgb) {
        BufferedImage image = new BufferedImage(32, 18, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    private static String digits(int value) {
        String all = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
        StringBuilder text = new StringBuilder();
        for (int divisor = 83 * 83 * 83; divisor > 0; divisor /= 83) {
            text.append(all.charAt(value / divisor % 83));
        }
        return text.toString();
    }
}
