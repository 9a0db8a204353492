package io.aula.devstack.supervisor;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.process.Child;
import io.aula.devstack.process.Launch;
import io.aula.devstack.process.PidFile;
import io.aula.devstack.process.Wait;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has the services' start-up caches written, one after the other, when the machine has little else to do. */
final class StartCaches implements AutoCloseable {

    private static final Duration SETTLING = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(6);
    private static final long LOOK_MILLIS = 15_000;

    private final PidFile pidFile;
    private final Thread thread;
    private volatile @Nullable Child running;
    private volatile boolean closed;

    private StartCaches(List<Launch> trainings, PidFile pidFile) {
        this.pidFile = pidFile;
        this.thread = Thread.ofPlatform().daemon().name("start-caches").unstarted(() -> train(trainings));
    }

    static StartCaches begin(List<Launch> trainings, PidFile pidFile) {
        StartCaches caches = new StartCaches(trainings, pidFile);
        caches.thread.start();
        return caches;
    }

    private void train(List<Launch> trainings) {
        try {
            Thread.sleep(SETTLING);
            for (Launch training : trainings) {
                while (!isQuiet()) {
                    Thread.sleep(LOOK_MILLIS);
                }
                run(training);
            }
        } catch (InterruptedException | SetupFailure e) {
            // Without a cache the next start takes a few seconds longer, that is all.
        }
    }

    private void run(Launch training) {
        synchronized (this) {
            if (closed) {
                return;
            }
            Child child = Child.start("start-caches", training);
            running = child;
            pidFile.write(child.handle());
        }
        Child child = running;
        if (child != null && !Wait.until(LONGEST, () -> closed || !child.isAlive())) {
            child.kill();
        }
        pidFile.delete();
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
