package io.aula.devstack.supervisor;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.process.Child;
import io.aula.devstack.process.Launch;
import io.aula.devstack.process.PidFile;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Has the services' start-up caches written, one after the other, when the machine has little else to do. */
final class StartCaches implements AutoCloseable {

    private static final Duration SETTLING = Duration.ofSeconds(60);
    /** Half a minute of work, done at the lowest priority. */
    private static final Patience LONGEST =
            new Patience(Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofMinutes(2));

    private static final long LOOK_MILLIS = 15_000;

    /** Whether to wait until the machine is quiet, not to wait, or to write none: {@code AULA_START_CACHES}. */
    enum When {
        QUIET,
        NOW,
        OFF;

        static When of(String text) {
            return switch (text) {
                case "", "quiet" -> QUIET;
                case "now" -> NOW;
                case "off" -> OFF;
                default ->
                    throw new SetupFailure("AULA_START_CACHES=" + text + " is unknown; choose quiet, now or off");
            };
        }
    }

    private final PidFile pidFile;
    private final When when;
    private final Consumer<String> report;
    private final Thread thread;
    private volatile @Nullable Child running;
    private volatile boolean closed;

    private StartCaches(List<Training> trainings, When when, PidFile pidFile, Consumer<String> report) {
        this.pidFile = pidFile;
        this.when = when;
        this.report = report;
        this.thread = Thread.ofPlatform().daemon().name("start-caches").unstarted(() -> train(trainings));
    }

    /** A run that writes the cache of one service. */
    record Training(String service, Launch launch) {}

    static StartCaches begin(List<Training> trainings, When when, PidFile pidFile, Consumer<String> report) {
        StartCaches caches = new StartCaches(when == When.OFF ? List.of() : trainings, when, pidFile, report);
        caches.thread.start();
        return caches;
    }

    private void train(List<Training> trainings) {
        try {
            if (when == When.QUIET) {
                Thread.sleep(SETTLING);
            }
            for (Training training : trainings) {
                while (when == When.QUIET && !isQuiet()) {
                    Thread.sleep(LOOK_MILLIS);
                }
                run(training);
            }
        } catch (InterruptedException | SetupFailure e) {
            // Without a cache the next start takes a few seconds longer, that is all.
        }
    }

    private void run(Training training) {
        long began = System.nanoTime();
        Child child;
        synchronized (this) {
            if (closed) {
                return;
            }
            child = Child.start("start-caches", training.launch());
            running = child;
            pidFile.write(child.handle());
        }
        if (!LONGEST.until(() -> closed || !child.isAlive(), child::effort)) {
            child.kill();
        }
        pidFile.delete();
        if (!closed) {
            tell(training.service(), child, Math.round((System.nanoTime() - began) / 1e9));
        }
    }

    private void tell(String service, Child child, long seconds) {
        boolean isWritten = !child.isAlive() && child.exitCode() == 0;
        report.accept(
                isWritten
                        ? service + " starts from a cache from now on (written in " + seconds + " s)"
                        : service + ": no start cache after " + seconds + " s; see bin/logs start-caches");
    }

    private static boolean isQuiet() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < Runtime.getRuntime().availableProcessors() / 2.0;
    }

    @Override
    public void close() {
        Child child;
        synchronized (this) {
            closed = true;
            child = running;
        }
        thread.interrupt();
        if (child != null && child.isAlive()) {
            child.kill();
        }
        pidFile.delete();
    }
}
