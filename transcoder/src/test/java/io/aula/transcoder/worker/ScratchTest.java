package io.aula.transcoder.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScratchTest {

    @TempDir
    private Path scratch;

    @Test
    void whatNobodyTouchedForADayGoesAndWhatATryWillGoOnWithStays() throws Exception {
        Path job = Files.createDirectories(scratch.resolve("job_1/out"));
        Files.writeString(job.resolve("seg-1.m4s"), "bytes");
        Files.writeString(scratch.resolve("gstreamer.registry"), "plugins");
        Instant now = Instant.now();
        assertThat(Scratch.sweep(scratch, now.plus(Duration.ofHours(23)))).isZero();
        assertThat(job.resolve("seg-1.m4s")).exists();
        assertThat(Scratch.sweep(scratch, now.plus(Duration.ofHours(25)))).isEqualTo(1);
        assertThat(scratch.resolve("job_1")).doesNotExist();
        assertThat(scratch.resolve("gstreamer.registry")).exists();
    }

    @Test
    void aLinkIsRemovedAndNotFollowed() throws Exception {
        Path kept = Files.writeString(
                Files.createDirectories(scratch.resolve("kept")).resolve("file"), "bytes");
        Path job = Files.createDirectories(scratch.resolve("job_2"));
        Files.createSymbolicLink(job.resolve("link"), kept.getParent());
        Scratch.delete(job);
        assertThat(job).doesNotExist();
        assertThat(kept).exists();
    }
}
