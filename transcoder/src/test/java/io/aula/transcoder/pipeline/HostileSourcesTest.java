package io.aula.transcoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.transcoder.ChildRun;
import io.aula.transcoder.Clips;
import io.aula.transcoder.ladder.FailureCode;
import io.aula.transcoder.ladder.Finding;
import io.aula.transcoder.pipeline.ChildEvent.Failed;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.freedesktop.gstreamer.Gst;
import org.freedesktop.gstreamer.Version;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
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

    /** Each is asked to fetch from a listener, which is to hear nothing, and its teacher is told. */
    @TestFactory
    Stream<DynamicTest> neverFollowsAFileThatPointsElsewhere() {
        return Stream.of(
                        new Pointer("an HLS playlist", Finding.NOT_MEDIA, PointingFiles::playlist),
                        new Pointer("a DASH manifest", Finding.NOT_MEDIA, PointingFiles::manifest),
                        new Pointer("a session description", Finding.NOT_MEDIA, PointingFiles::session),
                        new Pointer("a list of files to join", Finding.NOT_MEDIA, PointingFiles::list),
                        // With a container's first bytes they pass the sniffer, and must die at the demuxer.
                        new Pointer(
                                "an HLS playlist behind a box",
                                Finding.UNREADABLE,
                                at -> PointingFiles.behindABox(PointingFiles.playlist(at))),
                        new Pointer(
                                "a DASH manifest behind a box",
                                Finding.UNREADABLE,
                                at -> PointingFiles.behindABox(PointingFiles.manifest(at))),
                        new Pointer("alternatives of QuickTime", Finding.POINTS_ELSEWHERE, PointingFiles::alternatives),
                        new Pointer(
                                "a reference movie by address",
                                Finding.POINTS_ELSEWHERE,
                                at -> PointingFiles.reference(clip(), "url ", at)),
                        new Pointer(
                                "a reference movie by alias",
                                Finding.POINTS_ELSEWHERE,
                                at -> PointingFiles.reference(clip(), "alis", at)))
                .map(pointer -> DynamicTest.dynamicTest(pointer.name(), () -> hearsNothing(pointer)));
    }

    /** @param bytes of the file, given the address that it points to */
    private record Pointer(String name, Finding finding, Made bytes) {}

    private interface Made {
        byte[] at(String address) throws Exception;
    }

    private void hearsNothing(Pointer pointer) throws Exception {
        AtomicInteger hits = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> count(server, hits));
            byte[] bytes = pointer.bytes().at("127.0.0.1:" + server.getLocalPort());
            Path file = Files.write(folder.resolve(pointer.name().replace(' ', '-') + ".mp4"), bytes);
            Finding first = found(file);
            // The demuxer's error is lost now and then; what stands still is tried again, as a worker does.
            assertThat(first == Finding.STANDS_STILL ? found(file) : first).isEqualTo(pointer.finding());
        }
        assertThat(hits).hasValue(0);
    }

    @Test
    void tellsWhenTheDiskIsFull() throws Exception {
        Path output = Files.createDirectories(folder.resolve("full"));
        List<String> small = List.of("bwrap", "--dev-bind", "/", "/", "--size", "300000", "--tmpfs", output.toString());
        assumeTrue(works(small), "skipped: bubblewrap is not installed, or this kernel makes no namespaces");
        // Ten seconds are several hundred kilobytes, whichever file of them is written first.
        Path source = Clips.withSound(folder.resolve("ten.mp4"), 10, 640, 360);
        assertThat(ChildRun.within(small, source, output).last())
                .isEqualTo(new Failed(
                        Finding.NO_ROOM,
                        "We ran out of space. Try again later.",
                        "Nos faltó espacio. Vuelve a intentarlo más tarde."));
    }

    private static boolean works(List<String> limits) throws Exception {
        List<String> command = new ArrayList<>(limits);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** A header of 250 MB, which takes no room on the disk. */
    @Test
    void tellsWhenMemoryRunsOut() throws Exception {
        Path file = folder.resolve("header.mp4");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.writeInt(250 << 20);
            out.writeBytes("moov");
            out.setLength(250L << 20);
        }
        assertThat(last(file))
                .isEqualTo(new Failed(
                        Finding.NO_MEMORY,
                        "We ran out of memory. Try again later.",
                        "Nos faltó memoria. Vuelve a intentarlo más tarde."));
    }

    private byte[] clip() throws Exception {
        return Files.readAllBytes(Clips.withSound(folder.resolve("pointed-to.mp4"), 3, 320, 180));
    }

    @Test
    void tellsWhenReadingStandsStill() throws Exception {
        Gst.init(Version.of(1, 20), "test");
        try (GstRun run = new GstRun("videotestsrc ! fakesink", Duration.ofMillis(600))) {
            run.start();
            assertThatThrownBy(() -> run.await(position -> {}, () -> 3_000_000_000L))
                    .isInstanceOfSatisfying(
                            MediaFailure.class,
                            failure -> assertThat(failure.event())
                                    .isEqualTo(
                                            new Failed(
                                                    Finding.STANDS_STILL,
                                                    "Reading the file stops at 3 s and gets no further. Export it again and upload it once more.",
                                                    "La lectura del archivo se detiene a los 3 s y no pasa de ahí. Expórtalo otra vez y vuelve a subirlo.")));
        }
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
