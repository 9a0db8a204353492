package io.aula.transcoder.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.transcoder.ChildRun;
import io.aula.transcoder.pipeline.ChildEvent;
import io.aula.transcoder.pipeline.Pass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills the media process where encoders have begun anew, lets another go on, and compares every byte. */
final class ResumeTest {

    private static final String PICTURE = " -f lavfi -i testsrc2=s=160x90:r=25/2:d=140 ";
    private static final int ENOUGH = 33;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void isOfTheSlowLane() {
        assumeTrue("all".equals(System.getProperty("corpus")), "skipped: bin/test corpus-media runs it");
        assumeTrue(Ffmpeg.isThere(), "skipped: ffmpeg, which makes the files, is not installed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv", "ts", "webm"})
    void makesTheSameBytesAsARunThatWasNeverDisturbed(String container) throws IOException {
        String codecs = "webm".equals(container)
                ? " -c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus "
                : OrdinaryFiles.X264 + OrdinaryFiles.AAC;
        Path source = Ffmpeg.make(folder.resolve("long." + container), PICTURE + OrdinaryFiles.sound(140) + codecs);
        Path whole = Files.createDirectories(folder.resolve("whole-" + container));
        assertThat(ChildRun.of(source, whole).last()).isInstanceOf(ChildEvent.Finished.class);

        Path broken = Files.createDirectories(folder.resolve("broken-" + container));
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
