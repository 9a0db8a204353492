package io.aula.transcoder.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aula.transcoder.Clips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts of a worker that cannot work, before it has asked for its first job. */
final class WorkerMainTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "AULA_ENCODER, h264, 'AULA_ENCODER is one of auto, nvh264enc, vah264enc, x264enc, not h264'",
        "AULA_X264_PRESET, quick, 'AULA_X264_PRESET is one of ultrafast superfast .*'",
        "AULA_GRACE_SECONDS, soon, 'AULA_GRACE_SECONDS is a number of seconds, not soon'"
    })
    void aSettingThatCannotBeIsToldInOneLine(String name, String value, String line) throws Exception {
        assertThat(complaintOf(name, value)).matches(line);
    }

    @Test
    void anEncoderThatIsNotHereIsToldInOneLineWithWhatToDo() throws Exception {
        assumeTrue(Clips.canBeMade(), "skipped: GStreamer with x264enc is not installed");
        assumeTrue(Files.notExists(Path.of("/dev/dri")), "skipped: this machine has a graphics card");
        assertThat(complaintOf("AULA_ENCODER", "vah264enc"))
                .matches("AULA_ENCODER is vah264enc, which does not work here \\(.*\"vah264enc\".*\\): .* set auto");
    }

    private String complaintOf(String name, String value) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.aula.transcoder.worker.WorkerMain")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(said.toFile());
        builder.environment().put("AULA_HOME", folder.toString());
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().put(name, value);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            // The log goes there too.
            List<String> told = Files.readAllLines(said).stream()
                    .filter(line -> !line.startsWith("{"))
                    .toList();
            assertThat(told).hasSize(1);
            return told.getFirst();
        } finally {
            process.destroyForcibly();
        }
    }
}
