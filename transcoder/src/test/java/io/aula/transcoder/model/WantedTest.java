package io.aula.transcoder.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WantedTest {

    @TempDir
    private Path folder;

    @Test
    void isBaseInTheCacheUnlessSomethingIsSaid() {
        Wanted wanted = Wanted.of(Map.of("AULA_HOME", folder.toString()));
        assertThat(wanted.model()).isEqualTo(SpeechModel.BASE);
        assertThat(wanted.file()).isEqualTo(folder.resolve("models/ggml-base.bin"));
    }

    @Test
    void takesALargerModelByItsName() {
        Wanted wanted = Wanted.of(Map.of("AULA_MODELS", folder.toString(), "AULA_WHISPER_MODEL", "small"));
        assertThat(wanted.file()).isEqualTo(folder.resolve("ggml-small.bin"));
        assertThat(wanted.model().sha256()).startsWith("1be3a9b2");
    }

    @Test
    void holdsAFileToTheSumOfTheModelItIsNamedAfter() throws Exception {
        Path file = Files.createFile(folder.resolve("ggml-medium.bin"));
        assertThat(Wanted.of(Map.of("AULA_WHISPER_MODEL", file.toString()))
                        .model()
                        .name())
                .isEqualTo("medium");
    }

    @Test
    void holdsAFileToTheSumThatGoesWithIt() throws Exception {
        Path file = Files.createFile(folder.resolve("own.bin"));
        String sum = "ab".repeat(32);
        Wanted wanted = Wanted.of(Map.of("AULA_WHISPER_MODEL", file.toString(), "AULA_WHISPER_SHA256", sum));
        assertThat(wanted.model().sha256()).isEqualTo(sum);
        assertThat(wanted.file()).isEqualTo(file);
    }

    @Test
    void saysWhichNamesThereAre() {
        assertThatThrownBy(() -> Wanted.of(Map.of("AULA_WHISPER_MODEL", "huge")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("large-v3-turbo");
    }
}
