package io.aula.devstack.supervisor;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.process.Child;
import io.aula.devstack.process.Launch;
import io.aula.devstack.process.PidFile;
import io.aula.devstack.process.Wait;
import io.aula.devstack.service.Sockets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A component with the process that it is at the moment, if any. */
final class Supervised {

    private static final Duration LET_GO_OF_PORT = Duration.ofSeconds(10);

    private final Component component;
    private final PidFile pidFile;
    private final Consumer<String> report;

    /** One start or stop at a time. */
    private final ReentrantLock lock = new ReentrantLock();

    private volatile State state = State.STOPPED;
    private volatile @Nullable Child child;
    private volatile @Nullable Thread starter;
    private volatile boolean leaving;

    Supervised(Component component, PidFile pidFile, Consumer<String> report) {
        this.component = component;
        this.pidFile = pidFile;
        this.report = report;
    }

    Component component() {
        return component;
    }

    State state() {
        return state;
    }

    void waitForOthers() {
        state = State.WAITING;
    }

    void giveUp() {
        state = State.STOPPED;
    }

    /** Starts it and returns once it is healthy, crashed or late. */
    void start() {
        lock.lock();
        try {
            startLocked();
        } finally {
            leaving = false;
            lock.unlock();
        }
    }

    private void startLocked() {
        if (isAlive()) {
            return;
        }
        long began = System.nanoTime();
        state = State.STARTING;
        starter = Thread.currentThread();
        try {
            pidFile.clearOrphan();
            Wait.until(LET_GO_OF_PORT, () -> !Sockets.accepts(component.port()));
            Sockets.requireFree(component.name(), component.port());
            Launch launch = component.prepare().get();
            if (leaving) {
                return;
            }
            Child started = Child.start(component.name(), launch);
            child = started;
            pidFile.write(started.handle());
            started.onExit().thenRun(() -> exited(started));
            component
                    .startWithin()
                    .until(
                            () -> leaving
                                    || !started.isAlive()
                                    || component.ready().getAsBoolean(),
                            started::effort);
            settle(started, began);
        } catch (SetupFailure e) {
            state = State.CRASHED;
            report.accept(String.valueOf(e.getMessage()));
        } finally {
            starter = null;
        }
    }

    private void settle(Child started, long began) {
        if (leaving || !started.isAlive()) {
            return;
        }
        if (!component.ready().getAsBoolean()) {
            state = State.UNHEALTHY;
            report.accept(component.name() + ": not healthy after " + secondsSince(began) + " s; see bin/logs "
                    + component.name());
            return;
        }
        component.onceReady().run();
        state = State.HEALTHY;
        report.accept(component.name() + " is healthy (" + secondsSince(began) + " s, port " + component.port() + ")");
    }

    private static long secondsSince(long began) {
        return Math.round((System.nanoTime() - began) / 1e9);
    }

    /** Asks it to go, and waits until it has gone, as long as {@code most}; whoever is just starting it gives up. */
    void stop(Duration most) {
        leaving = true;
        Thread starting = starter;
        if (starting != null) {
            starting.interrupt();
        }
        end(most);
    }

    /**
     * A start that cannot be interrupted, as one that fetches a package, is not waited for any longer than the rest; it finds out by
     * itself that it came too late.
     */
    private void end(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        boolean alone = await(most);
        try {
            Child running = child;
            if (running != null && running.isAlive()) {
                state = State.STOPPING;
                running.stop(Duration.ofNanos(Math.max(until - System.nanoTime(), 0)));
            }
            state = State.STOPPED;
            pidFile.delete();
        } finally {
            if (alone) {
                leaving = false;
                lock.unlock();
            }
        }
    }

    private boolean await(Duration most) {
        try {
            return lock.tryLock(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** For the failure tests: no warning, and the state stays "crashed" until somebody starts it. */
    void kill() {
        Child running = child;
        if (running != null) {
            running.kill();
        }
    }

    boolean isAlive() {
        Child running = child;
        return running != null && running.isAlive();
    }

    /** The state as of now: a component that once was healthy may have stopped answering. */
    State probe() {
        if (state == State.HEALTHY && !component.ready().getAsBoolean()) {
            return State.UNHEALTHY;
        }
        if (state == State.UNHEALTHY && isAlive() && component.ready().getAsBoolean()) {
            state = State.HEALTHY;
        }
        return state;
    }

    long pid() {
        Child running = child;
        return running != null && running.isAlive() ? running.pid() : 0;
    }

    long residentBytes() {
        Child running = child;
        return running != null && running.isAlive() ? running.residentBytes() : 0;
    }

    private void exited(Child gone) {
        if (gone != child || state == State.STOPPING || state == State.STOPPED) {
            return;
        }
        state = State.CRASHED;
        pidFile.delete();
        report.accept(component.name() + " crashed (exit code " + gone.exitCode() + "); see bin/logs "
                + component.name() + ", then bin/start " + component.name());
    }
}
