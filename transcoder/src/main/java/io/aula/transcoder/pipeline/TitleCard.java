package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.Picture;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** What is shown while a recording of sound alone plays: its cover, or a picture made here. */
final class TitleCard {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final double FRAMES_PER_SECOND = 2;
    private static final int LARGEST_SIDE = 6000;
    private static final int COVER_SIDE = 560;
    private static final Color DARK = new Color(0x14, 0x1b, 0x2d);
    private static final Color DEEP = new Color(0x2b, 0x3a, 0x67);
    private static final Color LIGHT = new Color(0x8f, 0xb0, 0xff);

    private TitleCard() {}

    static Picture picture(long lengthNanos) {
        return new Picture("", WIDTH, HEIGHT, FRAMES_PER_SECOND, false, 0, lengthNanos);
    }

    static Path write(Path file, Optional<byte[]> cover) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setPaint(new GradientPaint(0, 0, DARK, WIDTH, HEIGHT, DEEP));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        BufferedImage shown = cover.map(TitleCard::read).orElse(null);
        if (shown == null) {
            drawWave(graphics);
        } else {
            drawCover(graphics, shown);
        }
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** A cover that cannot be read, or is absurdly large, is none. */
    private static @Nullable BufferedImage read(byte[] cover) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(cover))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return null;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                boolean isSane = reader.getWidth(0) <= LARGEST_SIDE && reader.getHeight(0) <= LARGEST_SIDE;
                return isSane ? reader.read(0) : null;
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static void drawCover(Graphics2D graphics, BufferedImage cover) {
        double scale = COVER_SIDE / (double) Math.max(cover.getWidth(), cover.getHeight());
        int width = Math.max(1, (int) Math.round(cover.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(cover.getHeight() * scale));
        graphics.drawImage(cover, (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height, null);
    }

    private static void drawWave(Graphics2D graphics) {
        int bars = 41;
        int step = 20;
        int left = (WIDTH - bars * step) / 2;
        for (int i = 0; i < bars; i++) {
            double x = (i - bars / 2) / (bars / 2.0);
            double swing = Math.abs(Math.sin(i * 0.9) * 0.55 + Math.sin(i * 0.37 + 1) * 0.45);
            int height = (int) (16 + 260 * swing * Math.exp(-2.2 * x * x));
            graphics.setPaint(new Color(LIGHT.getRed(), LIGHT.getGreen(), LIGHT.getBlue(), 230 - (int) (150 * x * x)));
            graphics.fillRoundRect(left + i * step, (HEIGHT - height) / 2, 10, height, 10, 10);
        }
    }
}
