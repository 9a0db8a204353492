package io.aula.transcoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.transcoder.ChildRun;
import io.aula.transcoder.Clips;
import io.aula.transcoder.ladder.FailureCode;
import io.aula.transcoder.ladder.Finding;
import io.aula.transcoder.pipeline.ChildEvent.Failed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people, by mistake or not, upload as a video. Each runs in a child, as it does in production. */
final class HostileSourcesTest {

    private static final byte[] FIRST_BOX = {0, 0, 0, 8, 'f', 'r', 'e', 'e'};

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsGStreamer() {
        assumeTrue(Clips.canBeMade(), "skipped: GStreamer with x264enc is not installed");
    }

    @Test
    void refusesAnEmptyFile() throws Exception {
        assertThat(last(Files.createFile(folder.resolve("zero.mp4"))))
                .isEqualTo(new Failed(
                        Finding.EMPTY_FILE,
                        "The file is empty. Upload it once more.",
                        "El archivo está vacío. Vuelve a subirlo."));
    }

    @Test
    void refusesTextThatIsCalledAVideo() throws Exception {
        assertThat(found(Files.writeString(folder.resolve("notes.mp4"), "dear diary\n".repeat(900))))
                .isEqualTo(Finding.NOT_MEDIA);
    }

    @Test
    void refusesAFileThatWasCutBeforeItsIndex() throws Exception {
        Path whole = Clips.withSound(folder.resolve("whole.mp4"), 2, 320, 180);
        assertThat(found(Clips.cut(whole, folder.resolve("cut.mp4"), Files.size(whole) / 2)))
                .isEqualTo(Finding.NO_INDEX);
    }

    @Test
    void refusesNoiseBehindAValidFirstBox() throws Exception {
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        System.arraycopy(FIRST_BOX, 0, noise, 0, FIRST_BOX.length);
        assertThat(found(Files.write(folder.resolve("noise.mp4"), noise)).code())
                .isEqualTo(FailureCode.CORRUPT_FILE);
    }

    @Test
    void makesALessonOfSoundWithoutAPicture() throws Exception {
        List<ChildEvent> events = run(Clips.soundOnly(folder.resolve("sound.mp4")));
        assertThat(events.getLast()).isInstanceOf(ChildEvent.Finished.class);
        assertThat(events)
                .filteredOn(ChildEvent.TrackBegun.class::isInstance)
                .extracting(event -> ((ChildEvent.TrackBegun) event).track().name())
                .containsExactly("audio", "v360", "v720");
    }

    @Test
    void readsTheSizeOfATurnedPictureAsItIsShown() throws Exception {
        List<ChildEvent> events = run(Clips.turned(folder.resolve("turned.mp4")));
        assertThat(events.getFirst()).isInstanceOfSatisfying(ChildEvent.Probed.class, probed -> {
            assertThat(probed.source().picture().width()).isEqualTo(180);
            assertThat(probed.source().picture().height()).isEqualTo(320);
        });
        assertThat(events.getLast()).isInstanceOf(ChildEvent.Finished.class);
    }

    @Test
    void neverFollowsAPlaylist() throws Exception {
        AtomicInteger hits = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> count(server, hits));
            String playlist =
                    "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nhttp://127.0.0.1:%d/a.ts\n#EXTINF:4,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n"
                            .formatted(server.getLocalPort());
            assertThat(found(Files.writeString(folder.resolve("list.mp4"), playlist)))
                    .isEqualTo(Finding.NOT_MEDIA);
            // With a container's first bytes it passes the sniffer, and must die at the demuxer.
            byte[] text = playlist.getBytes(StandardCharsets.UTF_8);
            byte[] disguised = new byte[FIRST_BOX.length + text.length];
            System.arraycopy(FIRST_BOX, 0, disguised, 0, FIRST_BOX.length);
            System.arraycopy(text, 0, disguised, FIRST_BOX.length, text.length);
            assertThat(found(Files.write(folder.resolve("disguised.mp4"), disguised))
                            .code())
                    .isEqualTo(FailureCode.CORRUPT_FILE);
        }
        assertThat(hits).hasValue(0);
    }

    private static void count(ServerSocket server, AtomicInteger hits) {
        while (!server.isClosed()) {
            try {
                server.accept().close();
                hits.incrementAndGet();
            } catch (IOException e) {
                return;
            }
        }
    }

    private Finding found(Path source) throws Exception {
        return last(source) instanceof Failed failed ? failed.finding() : Finding.OUR_FAULT;
    }

    private ChildEvent last(Path source) throws Exception {
        return run(source).getLast();
    }

    private List<ChildEvent> run(Path source) throws Exception {
        return ChildRun.of(source, folder.resolve("out-" + source.getFileName()))
                .events();
    }
}
