package io.aula.transcoder.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.transcoder.Clips;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The header as the muxer writes it at first, and as it leaves it at its end, when it knows lengths and rates. */
final class InitSegmentTest {

    private static final String SOUND =
            "audiotestsrc num-buffers=200 samplesperbuffer=1024 ! audio/x-raw,rate=48000,channels=2 ! voaacenc bitrate=128000 ! aacparse";
    private static final String PICTURE =
            "videotestsrc num-buffers=100 ! video/x-raw,width=320,height=180,framerate=25/1 ! x264enc speed-preset=ultrafast key-int-max=25 threads=1 ! h264parse";

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsGStreamer() {
        assumeTrue(Clips.canBeMade(), "skipped: GStreamer with x264enc is not installed");
    }

    @Test
    void isTheSameWheneverItIsReadOfSound() throws Exception {
        assertSame(SOUND, "fragment-duration=4000");
    }

    @Test
    void isTheSameWheneverItIsReadOfAPicture() throws Exception {
        assertSame(PICTURE, "fragment-duration=60000");
    }

    private void assertSame(String source, String options) throws Exception {
        Path ended = folder.resolve("ended.mp4");
        launch(source + " ! mp4mux " + options + " ! filesink location=" + ended, ProcessBuilder.Redirect.DISCARD);
        // Nothing that was written into a pipe is written again.
        Path begun = folder.resolve("begun.mp4");
        launch(source + " ! mp4mux " + options + " ! fdsink fd=1 | cat", ProcessBuilder.Redirect.to(begun.toFile()));
        assertThat(header(begun)).as("what the muxer knows later").isNotEqualTo(header(ended));
        assertThat(InitSegment.clean(header(begun))).isEqualTo(InitSegment.clean(header(ended)));
    }

    private static byte[] header(Path file) throws Exception {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            ByteBuffer moov = IsoMovie.moov(in).orElseThrow();
            return moov.array();
        }
    }

    private static void launch(String pipeline, ProcessBuilder.Redirect out) throws Exception {
        Process process = new ProcessBuilder(List.of("bash", "-c", "gst-launch-1.0 -q " + pipeline))
                .redirectOutput(out)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
