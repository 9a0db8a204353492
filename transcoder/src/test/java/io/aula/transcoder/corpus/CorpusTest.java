package io.aula.transcoder.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.transcoder.ChildRun;
import io.aula.transcoder.Clips;
import io.aula.transcoder.pipeline.ChildEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes files as people upload them, lets the media process have them, and looks at and listens to what came of them. The
 * quick ones always; all of them with {@code -Dcorpus=all}, those whose name holds some words with {@code -Dcorpus=words}, a regular
 * expression.
 */
final class CorpusTest {

    private static final String ASKED = System.getProperty("corpus", "quick");

    private static final Pattern WORDS = Pattern.compile(ASKED);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void needsAnotherProgram() {
        assumeTrue(Clips.canBeMade(), "skipped: GStreamer with x264enc is not installed");
        assumeTrue(
                Ffmpeg.isThere(), "skipped: ffmpeg, which makes the files and looks at the outputs, is not installed");
    }

    @TestFactory
    Stream<DynamicTest> files() {
        return Stream.of(OrdinaryFiles.all(), DamagedFiles.all())
                .flatMap(java.util.List::stream)
                .filter(CorpusTest::isAsked)
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> look(file)));
    }

    private static boolean isAsked(MadeFile file) {
        return switch (ASKED) {
            case "all" -> true;
            case "quick" -> file.isQuick();
            default -> WORDS.matcher(file.name()).find();
        };
    }

    private static void look(MadeFile made) throws IOException {
        Path source = folder.resolve(made.fileName());
        made.recipe().make(source, folder);
        Path output = Files.createDirectories(folder.resolve("out-" + made.fileName()));
        ChildRun run = made.isLevelled() ? ChildRun.levelled(source, output) : ChildRun.of(source, output);
        if (made.refusal() != null) {
            assertThat(run.last()).isInstanceOfSatisfying(ChildEvent.Failed.class, failed -> {
                assertThat(failed.finding()).isEqualTo(made.refusal().finding());
                assertThat(failed.english()).matches(made.refusal().words());
                assertThat(failed.spanish()).isNotBlank().isNotEqualTo(failed.english());
            });
            return;
        }
        assertThat(run.last()).isInstanceOf(ChildEvent.Finished.class);
        for (MadeFile.Check check : made.checks()) {
            check.look(new Watched(run));
        }
    }
}
