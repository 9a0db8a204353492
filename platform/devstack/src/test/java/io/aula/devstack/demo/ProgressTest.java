package io.aula.devstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.devstack.process.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {

    @TempDir
    Path folder;

    @Test
    void aPlatformIsUsableBeforeItsRecordedLessonIs() {
        Progress progress = new Progress(folder);
        assertThat(progress.now()).isEmpty();

        progress.tell("demo: courses");
        assertThat(progress.isUsable()).isFalse();

        progress.usable();
        progress.tell("demo: video 40 %");
        assertThat(progress.isUsable()).isTrue();
        assertThat(progress.isDone()).isFalse();
        assertThat(progress.now()).contains("demo: video 40 %");
    }

    @Test
    void nothingIsSaidOfADemoThatIsWhole() {
        Progress progress = new Progress(folder);
        progress.tell("demo: enrollments, follows and comments");
        progress.done();

        assertThat(progress.now()).isEmpty();
        assertThat(progress.isUsable()).isTrue();
    }

    @Test
    void whoComesSecondIsToldHowFarTheFirstIsAndGoesOnAfterIt() throws IOException {
        Progress progress = new Progress(folder);
        List<String> told = new ArrayList<>();
        progress.tell("demo: video 40 %");
        Process first = new ProcessBuilder(Jvm.small(32)
                        .run(System.getProperty("java.class.path"), First.class.getName(), folder.toString()))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = first.inputReader()) {
            assertThat(said.readLine()).isEqualTo("begun");

            progress.inTurn(
                    line -> {
                        told.add(line);
                        first.destroy();
                    },
                    () -> told.add("went on"));
        }

        assertThat(told).containsExactly("demo: video 40 %", "went on");
    }

    /** Another process that is at it until it is ended. */
    static final class First {

        public static void main(String[] arguments) {
            new Progress(Path.of(arguments[0])).inTurn(line -> {}, () -> {
                System.out.println("begun");
                LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
            });
        }
    }
}
