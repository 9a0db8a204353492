package io.aula.devstack.supervisor;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.process.PidFile;
import io.aula.devstack.process.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts components when what they need is healthy, and stops them in the opposite order. */
final class Supervisor {

    /** One after the other, and each as slowly as it may. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    /** However late it is, a server is asked before it is killed. */
    private static final Duration LAST_CALL = Duration.ofMillis(500);

    /** What a kill may take until the process is gone. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private static final int MAX_LINES = 5_000;

    private final Map<String, Supervised> components = new LinkedHashMap<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Supervisor(List<Component> stack, Path run) {
        for (Component component : stack) {
            PidFile pidFile = new PidFile(run.resolve(component.name() + ".pid"));
            components.put(component.name(), new Supervised(component, pidFile, this::report));
        }
    }

    Collection<Supervised> components() {
        return components.values();
    }

    Set<String> names() {
        return Set.copyOf(components.keySet());
    }

    /** What happened so far, in one line each. */
    List<String> lines() {
        return lines;
    }

    /** Whether all came up; returns early at the first that did not. */
    boolean startAll() {
        components.values().forEach(Supervised::waitForOthers);
        components
                .values()
                .forEach(each -> Thread.ofVirtual()
                        .name("start-" + each.component().name())
                        .start(() -> startWhenPossible(each)));
        Wait.until(
                LONGEST_WAIT,
                () -> components.values().stream()
                                .noneMatch(each -> each.state().isOnItsWay())
                        || components.values().stream()
                                .anyMatch(each -> each.state().hasFailed()));
        return components.values().stream().allMatch(each -> each.state() == State.HEALTHY);
    }

    /**
     * Stops all within {@code patience}, each as soon as nobody needs it any more; what does not go by then is killed, which every
     * store of ours survives.
     */
    void stopAll(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        components.values().forEach(each -> {
            if (each.state() == State.WAITING) {
                each.giveUp();
            }
        });
        Map<String, CountDownLatch> gone = new LinkedHashMap<>();
        components.keySet().forEach(name -> gone.put(name, new CountDownLatch(1)));
        components.values().stream()
                .map(each -> Thread.ofVirtual().start(() -> stopOnceUnneeded(each, gone, end)))
                .toList()
                .forEach(stopping -> join(stopping, patience.plus(LAST_WORDS)));
    }

    private void stopOnceUnneeded(Supervised component, Map<String, CountDownLatch> gone, long end) {
        String name = component.component().name();
        try {
            for (Supervised other : components.values()) {
                if (other.component().needs().contains(name)) {
                    // What does not go in time does not keep this one: it is killed below, and what is asked late still
                    // goes.
                    find(gone, other).await(Math.max(end - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
                }
            }
            component.stop(shareOf(end));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            find(gone, component).countDown();
        }
    }

    /** Of the time that is left, so that what others still stand on has some too. */
    private static Duration shareOf(long end) {
        long left = Math.max(end - System.nanoTime(), 0) * 3 / 5;
        return Duration.ofNanos(Math.max(left, LAST_CALL.toNanos()));
    }

    private static CountDownLatch find(Map<String, CountDownLatch> gone, Supervised component) {
        return Objects.requireNonNull(gone.get(component.component().name()));
    }

    String start(String name) {
        Supervised component = find(name);
        component.start();
        return name + " is " + component.state().name().toLowerCase(java.util.Locale.ROOT);
    }

    String stop(String name) {
        find(name).stop(LONGEST_WAIT);
        return name + " is stopped";
    }

    String kill(String name) {
        find(name).kill();
        return name + " was killed";
    }

    void report(String line) {
        if (lines.size() < MAX_LINES) {
            lines.add(line);
        }
    }

    private void startWhenPossible(Supervised component) {
        boolean may = Wait.until(
                LONGEST_WAIT,
                () -> component.state() != State.WAITING
                        || Stream.concat(component.component().needs().stream(), component.component().after().stream())
                                .allMatch(need -> find(need).state() == State.HEALTHY));
        if (may && component.state() == State.WAITING) {
            component.start();
        }
    }

    private Supervised find(String name) {
        Supervised found = components.get(name);
        if (found == null) {
            throw new SetupFailure(
                    "there is no component " + name + "; there are " + String.join(", ", components.keySet()));
        }
        return found;
    }

    private static void join(Thread thread, Duration most) {
        try {
            if (!thread.join(most)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
