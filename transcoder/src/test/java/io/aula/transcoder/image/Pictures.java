package io.aula.transcoder.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** Makes pictures of each kind that people send. */
public final class Pictures {

    /** In the metadata of what a camera wrote: nobody else is to read it. */
    public static final String CAMERA = "SecretCamera 9000";

    private Pictures() {}

    public static boolean canBeMade() {
        try {
            Process process = new ProcessBuilder("vips", "--version").start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Red on the left, blue on the right. */
    public static Path halves(Path file, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(200, 30, 30));
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(new Color(30, 30, 200));
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.dispose();
        return write(image, file);
    }

    /** Dark letters on nothing, as a logo is. */
    public static Path transparent(Path file) throws IOException {
        BufferedImage image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.fillRect(180, 180, 40, 40);
        graphics.dispose();
        return write(image, file);
    }

    /**
     * As a camera writes it that was held upright: the sensor's rows are the picture's columns (EXIF 2.32, orientation 6), and the
     * camera's name is in it.
     */
    public static Path turned(Path file, Path upright) throws IOException {
        byte[] jpeg = Files.readAllBytes(upright);
        byte[] exif = exif();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.write(0xff);
        out.write(0xe1);
        out.write((exif.length + 2) >> 8);
        out.write((exif.length + 2) & 255);
        out.write(exif);
        out.write(jpeg, 2, jpeg.length - 2);
        return Files.write(file, out.toByteArray());
    }

    private static byte[] exif() {
        byte[] camera = (CAMERA + "\0").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer buffer = ByteBuffer.allocate(6 + 8 + 2 + 2 * 12 + 4 + camera.length);
        buffer.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        buffer.put("MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8);
        buffer.putShort((short) 2);
        buffer.putShort((short) 0x0110)
                .putShort((short) 2)
                .putInt(camera.length)
                .putInt(8 + 2 + 2 * 12 + 4);
        buffer.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 6)
                .putShort((short) 0);
        buffer.putInt(0);
        buffer.put(camera);
        return buffer.array();
    }

    public static Path cut(Path whole, Path file) throws IOException {
        byte[] all = Files.readAllBytes(whole);
        return Files.write(file, java.util.Arrays.copyOf(all, all.length / 2));
    }

    /** Runs libvips; the last word that is a path of the test is what it wrote. */
    public static Path vips(Path written, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("vips"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + said);
        }
        return written;
    }

    private static Path write(BufferedImage image, Path file) throws IOException {
        String name = file.getFileName().toString();
        String format = name.substring(name.lastIndexOf('.') + 1);
        if (!ImageIO.write(image, format.equals("jpg") ? "jpeg" : format, file.toFile())) {
            throw new IOException("no writer for " + name);
        }
        return file;
    }
}
