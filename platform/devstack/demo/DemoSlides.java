import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Draws the slides of the demo lesson, joins its speech, and removes the time of day from the finished file. */
final class DemoSlides {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int FRAMES_PER_SECOND = 25;
    private static final double PAUSE_SECONDS = 0.8;
    private static final int WAV_HEADER = 44;

    private DemoSlides() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "draw" -> draw(folder);
            case "unstamp" -> unstamp(folder.resolve("demo.mp4"));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void draw(Path folder) throws IOException {
        List<Path> texts;
        try (Stream<Path> files = Files.list(folder)) {
            texts = files.filter(file -> file.getFileName().toString().matches("slide-\\d+\\.txt"))
                    .sorted()
                    .toList();
        }
        ByteArrayOutputStream speech = new ByteArrayOutputStream();
        List<String> frames = new ArrayList<>();
        int rate = 0;
        for (int i = 0; i < texts.size(); i++) {
            String name = texts.get(i).getFileName().toString().replace(".txt", "");
            ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name + ".wav")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            rate = wav.getInt(24);
            int samples = (wav.capacity() - WAV_HEADER) / 2;
            int count = (int) Math.ceil((samples / (double) rate + PAUSE_SECONDS) * FRAMES_PER_SECOND);
            speech.write(wav.array(), WAV_HEADER, samples * 2);
            speech.write(new byte[2 * (int) ((long) count * rate / FRAMES_PER_SECOND - samples)]);
            List<String> lines = Files.readAllLines(texts.get(i));
            ImageIO.write(slide(lines, i, texts.size()), "png", folder.resolve(name + ".png").toFile());
            frames.add(name + ".png " + count);
        }
        Files.write(folder.resolve("frames.txt"), frames);
        Files.write(folder.resolve("speech.wav"), wav(speech.toByteArray(), rate));
    }

    private static BufferedImage slide(List<String> lines, int index, int count) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setPaint(new GradientPaint(0, 0, new Color(0x1b2440), WIDTH, HEIGHT, new Color(0x2f5d8a)));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(new Color(0xf2b84b));
        pen.fillRect(96, 196, 88, 8);
        pen.fillRect(0, HEIGHT - 10, WIDTH * (index + 1) / count, 10);
        int y = 340;
        for (String line : lines) {
            if (line.startsWith("# ")) {
                write(pen, line.substring(2), 96, 160, new Font(Font.SANS_SERIF, Font.BOLD, 72), Color.WHITE);
            } else if (line.startsWith("- ")) {
                pen.setColor(new Color(0xf2b84b));
                pen.fillOval(100, y - 24, 18, 18);
                write(pen, line.substring(2), 144, y, new Font(Font.SANS_SERIF, Font.PLAIN, 46), new Color(0xe8eef7));
                y += 96;
            }
        }
        String place = (index + 1) + " / " + count;
        write(pen, place, WIDTH - 150, HEIGHT - 40, new Font(Font.SANS_SERIF, Font.PLAIN, 26), new Color(0xb8c6da));
        pen.dispose();
        return image;
    }

    private static void write(Graphics2D pen, String text, int x, int y, Font font, Color colour) {
        pen.setFont(font);
        pen.setColor(colour);
        pen.drawString(text, x, y);
    }

    private static byte[] wav(byte[] samples, int rate) {
        return ByteBuffer.allocate(WAV_HEADER + samples.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + samples.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(rate)
                .putInt(2 * rate)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(samples.length)
                .put(samples)
                .array();
    }

    /** The muxer writes the time of day into three kinds of header (ISO/IEC 14496-12, 8.2.2, 8.3.2, 8.4.2). */
    private static void unstamp(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        for (int at = 0; at + 8 <= bytes.capacity(); ) {
            int size = bytes.getInt(at);
            if (size < 8) {
                break;
            }
            if (type(bytes, at).equals("moov")) {
                unstamp(bytes, at + 8, at + size);
            }
            at += size;
        }
        Files.write(file, bytes.array());
    }

    private static void unstamp(ByteBuffer bytes, int from, int to) {
        for (int at = from; at + 8 <= to; at += Math.max(8, bytes.getInt(at))) {
            switch (type(bytes, at)) {
                case "trak", "mdia" -> unstamp(bytes, at + 8, at + bytes.getInt(at));
                case "mvhd", "tkhd", "mdhd" -> {
                    int width = bytes.get(at + 8) == 1 ? 16 : 8;
                    bytes.put(at + 12, new byte[width]);
                }
                default -> {}
            }
        }
    }

    private static String type(ByteBuffer bytes, int at) {
        byte[] name = new byte[4];
        bytes.get(at + 4, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
