package io.aula.devstack.cli;

import io.aula.devstack.Home;
import io.aula.devstack.SetupFailure;
import io.aula.devstack.StackEnvironment;
import io.aula.devstack.demo.Progress;
import io.aula.devstack.process.Jvm;
import io.aula.devstack.process.PidFile;
import io.aula.devstack.process.Wait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The demo in a process of its own: a recorded lesson takes a minute, and nobody has to wait for it. */
record Demo(StackEnvironment environment) {

    private static final Duration COURSES = Duration.ofMinutes(3);

    /**
     * Begins it unless it is there, and returns when the catalog shows courses.
     *
     * @throws SetupFailure when it ended before; the platform runs
     */
    void begin() {
        Progress progress = progress();
        if (progress.isDone()) {
            return;
        }
        Process seed = launch(environment.home());
        pid().write(seed.toHandle());
        Wait.until(COURSES, () -> progress.isUsable() || !seed.isAlive());
        if (!progress.isUsable()) {
            throw new SetupFailure(progress.now()
                    .orElse("the demo does not begin; see bin/logs demo; the platform runs, bin/seed tries again"));
        }
    }

    /** One line for whoever looks at the platform; nothing once it is whole. */
    String line() {
        boolean isAtIt = pid().living().isPresent();
        return progress()
                .now()
                .map(now ->
                        now + (isAtIt || now.contains("bin/seed") ? "" : "; stopped there, bin/seed goes on") + "\n")
                .orElse("");
    }

    /** The platform goes: so does what fills it. */
    void end() {
        pid().clearOrphan();
    }

    private Progress progress() {
        return Progress.in(environment.home());
    }

    private PidFile pid() {
        return new PidFile(environment.home().run().resolve("demo.pid"));
    }

    private static Process launch(Home home) {
        List<String> command = Jvm.small(64).run(System.getProperty("java.class.path"), Main.class.getName(), "seed");
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(home.log("demo").toFile())
                    .start();
        } catch (IOException e) {
            throw new SetupFailure("demo: cannot be started (" + e.getMessage() + ")", e);
        }
    }
}
