package io.aula.devstack.supervisor;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.process.PidFile;
import io.aula.devstack.process.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Starts components when what they need is healthy, and stops them in the opposite order. */
final class Supervisor {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
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

    void stopAll() {
        List<Supervised> order = new ArrayList<>(components.values()).reversed();
        components.values().forEach(each -> {
            if (each.state() == State.WAITING) {
                each.giveUp();
            }
        });
        // What nobody else needs any more goes together; then what those needed.
        while (!order.isEmpty()) {
            List<Supervised> wave = order.stream()
                    .filter(each -> order.stream()
                            .noneMatch(other -> other.component()
                                    .needs()
                                    .contains(each.component().name())))
                    .toList();
            List<Thread> stopping = wave.stream()
                    .map(each -> Thread.ofVirtual().start(each::stop))
                    .toList();
            stopping.forEach(Supervisor::join);
            order.removeAll(wave);
        }
    }

    String start(String name) {
        Supervised component = find(name);
        component.start();
        return name + " is " + component.state().name().toLowerCase(java.util.Locale.ROOT);
    }

    String stop(String name) {
        find(name).stop();
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
                        || component.component().needs().stream()
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

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
