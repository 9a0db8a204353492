package io.aula.devstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    Path folder;

    @Test
    void endsAProcessThatAnEarlierRunLeftBehind() {
        Child child = Child.start("sleeper", launch("sleep 300"));
        PidFile file = new PidFile(folder.resolve("sleeper.pid"));
        file.write(child.handle());
        assertThat(file.clearOrphan()).isTrue();
        assertThat(Wait.until(Duration.ofSeconds(5), () -> !child.isAlive())).isTrue();
    }

    @Test
    void sparesAStrangerWhoGotTheSameProcessId() throws Exception {
        Path file = folder.resolve("stranger.pid");
        Files.writeString(file, ProcessHandle.current().pid() + "\n2001-01-01T00:00:00Z\n");
        assertThat(new PidFile(file).living()).isEmpty();
        assertThat(new PidFile(file).clearOrphan()).isFalse();
    }

    @Test
    void killsWhatTheProcessStartedAsWell() {
        Child child = Child.start("parent", launch("sleep 300 & sleep 300"));
        assertThat(Wait.until(
                        Duration.ofSeconds(5),
                        () -> child.handle().descendants().count() == 2))
                .isTrue();
        List<ProcessHandle> below = child.handle().descendants().toList();
        child.kill();
        assertThat(Wait.until(Duration.ofSeconds(5), () -> below.stream().noneMatch(ProcessHandle::isAlive)))
                .isTrue();
    }

    private Launch launch(String script) {
        return new Launch(
                List.of("bash", "-c", script),
                Map.of(),
                folder,
                folder.resolve("out.log"),
                Launch.Signal.TERM,
                Duration.ofSeconds(2));
    }
}
