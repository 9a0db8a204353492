package io.aula.devstack.cli;

import io.aula.devstack.Home;
import io.aula.devstack.SetupFailure;
import io.aula.devstack.StackEnvironment;
import io.aula.devstack.demo.DemoSeed;
import io.aula.devstack.demo.Progress;
import io.aula.devstack.process.Jvm;
import io.aula.devstack.process.PidFile;
import io.aula.devstack.process.Wait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The demo in a process of its own: a recorded lesson takes a minute, and nobody has to wait for it. */
record Demo(StackEnvironment environment) {

    private static final Duration COURSES = Duration.ofMinutes(3);

    /**
     * Begins it unless it is there. Returns when the catalog shows courses, and on a slow machine before: the platform runs, and
     * whoever looks at it is told how far the demo is.
     *
     * @throws SetupFailure when it ended before; the platform runs
     */
    void begin() {
        Progress progress = progress();
        if (progress.isDone()) {
            return;
        }
        progress.begun();
        Process seed = launch(environment.home());
        pid().write(seed.toHandle());
        Wait.until(COURSES, () -> progress.isUsable() || !seed.isAlive());
        if (!progress.isUsable() && !seed.isAlive()) {
            throw new SetupFailure(progress.now().orElse("demo: it does not begin; see bin/logs demo"));
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
        return DemoSeed.pid(environment.home());
    }

    private static Process launch(Home home) {
        // In a session of its own: Ctrl-C at a terminal that it outlives is not meant for it.
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(Jvm.small(64).run(System.getProperty("java.class.path"), Main.class.getName(), "seed"));
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
