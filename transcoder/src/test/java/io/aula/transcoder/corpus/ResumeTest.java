package io.aula.transcoder.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.transcoder.ChildRun;
import io.aula.transcoder.Clips;
import io.aula.transcoder.pipeline.ChildEvent;
import io.aula.transcoder.pipeline.Pass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Kills the media process where encoders have begun anew, lets another go on, and compares every byte. */
final class ResumeTest {

    private static final int SECONDS = 140;
    private static final int ENOUGH = 33;

    @TempDir
    private static Path folder;

    /**
     * A container, and what lies in it.
     *
     * @param picture size and rate; empty for sound alone
     */
    private record Kind(String container, String picture, String codecs, boolean isQuick) {

        String words() {
            String shown = picture.isEmpty() ? "" : " -f lavfi -i testsrc2=%s:d=%d ".formatted(picture, SECONDS);
            return shown + OrdinaryFiles.sound(SECONDS) + codecs;
        }
    }

    private static final String USUAL = "s=160x90:r=25/2";
    private static final String H264 = OrdinaryFiles.X264 + OrdinaryFiles.AAC;
    private static final List<Kind> KINDS = List.of(
            new Kind("mp4", USUAL, H264, true),
            new Kind("mkv", USUAL, H264, false),
            new Kind("mov", USUAL, OrdinaryFiles.X264 + " -c:a pcm_s16le ", false),
            new Kind("3gp", "s=176x144:r=25/2", " -c:v h263 -c:a aac ", false),
            new Kind("ts", USUAL, H264, true),
            new Kind("m2ts", USUAL, OrdinaryFiles.X264 + " -c:a ac3 ", false),
            new Kind("mpg", "s=160x90:r=25", " -c:v mpeg2video -c:a mp2 -f vob ", false),
            new Kind("webm", USUAL, " -c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus ", false),
            new Kind("ogv", USUAL, " -c:v libtheora -q:v 7 -c:a libvorbis ", false),
            new Kind("avi", USUAL, " -c:v mpeg4 -c:a libmp3lame ", false),
            new Kind("flv", USUAL, H264, false),
            new Kind("mp3", "", " -c:a libmp3lame ", false),
            new Kind("wav", "", " -c:a pcm_s16le ", false));

    @BeforeAll
    static void needsAnotherProgram() {
        assumeTrue(Clips.canBeMade(), "skipped: GStreamer with x264enc is not installed");
        assumeTrue(Ffmpeg.isThere(), "skipped: ffmpeg, which makes the files, is not installed");
    }

    /** Two of them always, all of them in the slow lane. */
    @TestFactory
    Stream<DynamicTest> makesTheSameBytesAsARunThatWasNeverDisturbed() {
        boolean isAll = "all".equals(System.getProperty("corpus"));
        return KINDS.stream()
                .filter(kind -> isAll || kind.isQuick())
                .map(kind -> DynamicTest.dynamicTest(kind.container(), () -> compare(kind)));
    }

    private static void compare(Kind kind) throws IOException {
        Path source = Ffmpeg.make(folder.resolve("long." + kind.container()), kind.words());
        Path whole = Files.createDirectories(folder.resolve("whole-" + kind.container()));
        assertThat(ChildRun.of(source, whole).last()).isInstanceOf(ChildEvent.Finished.class);

        Path broken = Files.createDirectories(folder.resolve("broken-" + kind.container()));
        ChildRun first = ChildRun.until(
                ChildRun.request(source, broken, false, 0, 0, 0),
                event -> event instanceof ChildEvent.SegmentWritten(Pass pass, var track, var segment)
                        && pass == Pass.FIRST
                        && segment.number() == ENOUGH);
        assertThat(first.last()).isNotInstanceOf(ChildEvent.Finished.class);
        ChildRun second = ChildRun.until(ChildRun.request(source, broken, true, ENOUGH, 0, 0), event -> false);

        assertThat(second.last()).isInstanceOf(ChildEvent.Finished.class);
        assertThat(second.all(ChildEvent.PassStarted.class).getFirst())
                .isEqualTo(new ChildEvent.PassStarted(Pass.FIRST, 30));
        assertThat(bytes(broken)).containsExactlyEntriesOf(bytes(whole));
    }

    private static Map<String, Integer> bytes(Path output) throws IOException {
        try (Stream<Path> all = Files.walk(output)) {
            return all.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> output.relativize(file).toString(),
                            ResumeTest::fingerprint,
                            (a, b) -> a,
                            TreeMap::new));
        }
    }

    private static int fingerprint(Path file) {
        try {
            return java.util.Arrays.hashCode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
