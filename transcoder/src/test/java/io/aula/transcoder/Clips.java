package io.aula.transcoder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes small sources with the machine's own GStreamer. */
public final class Clips {

    private static final String PICTURE =
            "videotestsrc num-buffers=%d pattern=smpte ! video/x-raw,width=%d,height=%d,framerate=25/1 ! x264enc "
                    + "speed-preset=ultrafast bitrate=800 key-int-max=50 threads=1 ! h264parse ! ";
    private static final String SOUND =
            " audiotestsrc num-buffers=%d samplesperbuffer=960 wave=ticks ! audio/x-raw,rate=48000,channels=1 "
                    + "! avenc_aac ! aacparse ! ";

    private Clips() {}

    public static boolean canBeMade() {
        try {
            Process process = new ProcessBuilder("gst-inspect-1.0", "--exists", "x264enc").start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public static Path withSound(Path file, int seconds, int width, int height) throws Exception {
        return launch(PICTURE.formatted(seconds * 25, width, height) + "mp4mux name=mux ! filesink location=" + file
                + SOUND.formatted(seconds * 50) + "mux.");
    }

    /** The muxer writes no rotation, so the matrix of the track header (ISO/IEC 14496-12, 8.3.2) is set here. */
    public static Path turned(Path file) throws Exception {
        launch(PICTURE.formatted(25, 320, 180) + "mp4mux ! filesink location=" + file);
        byte[] bytes = Files.readAllBytes(file);
        int type = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd");
        ByteBuffer.wrap(bytes)
                .position(type + 44)
                .putInt(0)
                .putInt(0x10000)
                .putInt(0)
                .putInt(-0x10000)
                .putInt(0)
                .putInt(0);
        return Files.write(file, bytes);
    }

    public static Path soundOnly(Path file) throws Exception {
        return launch(SOUND.formatted(50) + "mp4mux ! filesink location=" + file);
    }

    public static Path cut(Path whole, Path file, long bytes) throws IOException {
        byte[] all = Files.readAllBytes(whole);
        return Files.write(file, Arrays.copyOf(all, (int) Math.min(bytes, all.length)));
    }

    private static Path launch(String pipeline) throws Exception {
        List<String> command = new ArrayList<>(List.of("gst-launch-1.0", "-q"));
        command.addAll(List.of(pipeline.strip().split("\\s+")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("gst-launch-1.0 " + pipeline + ": " + said);
        }
        return Path.of(pipeline.replaceAll(".*location=(\\S+).*", "$1"));
    }
}
