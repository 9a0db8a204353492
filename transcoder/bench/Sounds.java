import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Samples of 16 bits at 16 kHz on one channel: read, made up and written. */
final class Sounds {

    static final int PER_MS = 16;

    private final Path work;

    Sounds(Path work) {
        this.work = work;
    }

    /** No room is quite silent. */
    static short[] hum(int ms) {
        Random random = new Random(ms);
        short[] samples = new short[PER_MS * ms];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (20 * random.nextGaussian());
        }
        return samples;
    }

    /** Chords that are struck each second and fade, over a bass and a beat. */
    static short[] music(int ms) {
        Random random = new Random(1);
        short[] samples = new short[PER_MS * ms];
        for (int i = 0; i < samples.length; i++) {
            double t = i / 16_000.0;
            double sum = 0;
            for (double note : new double[] {110, 220, 261.6, 329.6, 440}) {
                sum += Math.sin(2 * Math.PI * note * (1 + (int) t % 4 / 12.0) * t) * Math.exp(-(t % 1) * 2);
            }
            double beat = t % 0.5 < 0.03 ? random.nextGaussian() : 0;
            samples[i] = (short) (3_000 * sum + 4_000 * beat);
        }
        return samples;
    }

    short[] said(String voice, String text, int wordsAMinute) throws Exception {
        Path wav = work.resolve("sentence.wav");
        run("espeak-ng", "-v", voice, "-s", String.valueOf(wordsAMinute), "-w", wav.toString(), text);
        return resampled(wav);
    }

    short[] resampled(Path sound) throws Exception {
        Path resampled = work.resolve("sentence-16.wav");
        run(("gst-launch-1.0 -q filesrc location=" + sound + " ! wavparse ! audioconvert ! audioresample"
                        + " ! audio/x-raw,format=S16LE,rate=16000,channels=1 ! wavenc ! filesink location=" + resampled)
                .split(" "));
        return samples(resampled);
    }

    static short[] samples(Path wav) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[(bytes.capacity() - 44) / 2];
        bytes.position(44).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    Path write(String name, List<short[]> sounds) throws IOException {
        int bytes = 2 * sounds.stream().mapToInt(sound -> sound.length).sum();
        ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes()).putInt(36 + bytes).put("WAVEfmt ".getBytes()).putInt(16).putShort((short) 1);
        wav.putShort((short) 1).putInt(16_000).putInt(32_000).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes()).putInt(bytes);
        sounds.forEach(sound -> {
            for (short sample : sound) {
                wav.putShort(sample);
            }
        });
        return Files.write(work.resolve(name + ".wav"), wav.array());
    }

    /** When somebody begins to speak in it. */
    static int onsetMs(short[] sound) {
        for (int i = 0; i < sound.length; i++) {
            if (Math.abs(sound[i]) > 300) {
                return i / PER_MS;
            }
        }
        return sound.length / PER_MS;
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
