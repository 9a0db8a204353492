package io.aula.transcoder.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.transcoder.Clips;
import io.aula.transcoder.pipeline.Encoder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials of x264, and of doubles made of it: what a card can do wrong, on a machine without one. */
final class EncoderTrialTest {

    private static final Encoder X264 = Encoder.software("ultrafast");

    @TempDir
    private static Path folder;

    private static Jail jail;

    @BeforeAll
    static void openJail() throws Exception {
        assumeTrue(Clips.canBeMade(), "skipped: GStreamer with x264enc is not installed");
        jail = Jail.of(folder.resolve("scratch"));
    }

    @Test
    void x264Passes() {
        assertThat(complaint(X264, EncoderTrial.LIMIT)).isEmpty();
    }

    @Test
    void soDoesWhatIsBroughtToTheFormatsOfHardware() {
        Encoder double264 = new Encoder(
                "double",
                Encoder.hardware()
                        .getLast()
                        .launch()
                        .replace("vah264enc", "x264enc option-string=\"scenecut=0:open-gop=0:min-keyint={pictures}\"")
                        .replace("rate-control=cbr", "pass=cbr")
                        .replace("profile={profile} ", "profile={profile},stream-format=byte-stream "));
        assertThat(complaint(double264, EncoderTrial.LIMIT)).isEmpty();
    }

    @Test
    void anElementThatIsNotThereIsNamed() {
        assertThat(complaint(new Encoder("none", "nosuchenc name={name} ! h264parse"), EncoderTrial.LIMIT))
                .contains("nosuchenc");
    }

    @Test
    void oneThatFailsAfterSomePicturesDoesNotPass() {
        assertThat(complaint(double264("identity error-after=9"), EncoderTrial.LIMIT))
                .isNotEmpty();
    }

    @Test
    void oneThatHangsIsEndedInTime() {
        long began = System.nanoTime();
        assertThat(complaint(double264("identity sleep-time=5000000"), Duration.ofSeconds(3)))
                .isEqualTo("it did not end within 3 s");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        assertThat(ProcessHandle.allProcesses()
                        .filter(any -> any.info().commandLine().orElse("").contains(folder.toString()))
                        .filter(any -> any.info().commandLine().orElse("").contains("gst-launch")))
                .isEmpty();
    }

    @Test
    void oneThatSetsKeyFramesWhereItLikesDoesNotPass() {
        Encoder wilful = new Encoder("wilful", X264.launch().replace("{pictures}", "250"));
        assertThat(complaint(wilful, EncoderTrial.LIMIT))
                .isEqualTo("it sets its key frames elsewhere than it is told to");
    }

    @Test
    void oneThatLosesPicturesDoesNotPass() {
        assertThat(complaint(double264("videorate max-rate=20 drop-only=true"), EncoderTrial.LIMIT))
                .isNotEmpty();
    }

    private static Encoder double264(String before) {
        return new Encoder("double", before + " ! " + X264.launch());
    }

    private static String complaint(Encoder encoder, Duration limit) {
        return new EncoderTrial(jail, folder.resolve("trial"), limit).complaint(encoder);
    }
}
