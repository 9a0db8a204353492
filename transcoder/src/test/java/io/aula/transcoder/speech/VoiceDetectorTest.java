package io.aula.transcoder.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aula.transcoder.model.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VoiceDetectorTest {

    @TempDir
    private Path folder;

    /** What the published weights give for a tone with eight harmonics in a matrix library of another language. */
    @Test
    void computesTheNetworkAsItWasTrained() {
        SileroNetwork network = new SileroNetwork();
        Map<Integer, Double> expected =
                Map.of(0, 0.3948, 5, 0.3527, 10, 0.1384, 15, 0.1524, 20, 0.4698, 25, 0.0318, 40, 0.6152, 59, 0.0088);
        float[] samples = new float[SileroNetwork.WINDOW];
        for (int window = 0; window < 60; window++) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = tone((window * samples.length + i) / 16_000.0);
            }
            double likelihood = network.speech(samples);
            if (expected.containsKey(window)) {
                assertThat(likelihood).isCloseTo(expected.get(window), within(0.002));
            }
        }
    }

    @Test
    void carriesTheWeightsThatWerePublished() throws Exception {
        Path weights = folder.resolve("weights");
        try (var in = SileroNetwork.class.getResourceAsStream("silero-vad-16k.safetensors")) {
            assertThat(in).isNotNull();
            Files.copy(in, weights);
        }
        assertThat(Sha256.of(weights)).isEqualTo("c59271c284ae9c8335d795d60e0bfdb71aaaceec578d9bd9ffc1b8153c319ea1");
    }

    @Test
    void hearsNobodyInSilenceNoiseAndMusic() throws Exception {
        Random random = new Random(7);
        ByteBuffer samples = ByteBuffer.allocate(2 * 16_000 * 30).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; samples.hasRemaining(); i++) {
            double t = i / 16_000.0;
            double noise = 0.05 * random.nextGaussian();
            double[] chord = {261.6, 329.6, 392.0, 523.3};
            double music = 0;
            for (double note : chord) {
                music += 0.1
                        * Math.sin(2 * Math.PI * note * (1 + (int) (t / 2) % 3 / 8.0) * t)
                        * Math.exp(-(t % 0.5) * 3);
            }
            samples.putShort((short) (32_767 * (t < 10 ? 0 : t < 20 ? noise : music)));
        }
        try (Sound sound = new Sound(Files.write(folder.resolve("nobody.s16"), samples.array()))) {
            assertThat(VoiceDetector.speech(VoiceDetector.likelihood(sound))).isEmpty();
        }
    }

    @Test
    void doesNotFlutterAtAThreshold() {
        float[] likelihood = new float[60];
        for (int i = 10; i < 40; i++) {
            likelihood[i] = i % 3 == 0 ? 0.3f : 0.8f;
        }
        assertThat(VoiceDetector.speech(likelihood)).containsExactly(new Span(10 * 512, 39 * 512));
    }

    @Test
    void takesAClickForNoSpeech() {
        float[] likelihood = new float[60];
        likelihood[20] = 0.9f;
        assertThat(VoiceDetector.speech(likelihood)).isEqualTo(List.of());
    }

    private static float tone(double t) {
        if (t % 1.0 >= 0.6) {
            return 0;
        }
        double sum = 0;
        for (int k = 1; k <= 8; k++) {
            sum += 0.2 / k * Math.sin(2 * Math.PI * 140 * k * (1 + 0.02 * Math.sin(2 * Math.PI * 2.5 * t)) * t);
        }
        return (float) (sum * (0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * t)));
    }
}
