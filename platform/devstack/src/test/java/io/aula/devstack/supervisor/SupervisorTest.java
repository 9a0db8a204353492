package io.aula.devstack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.devstack.process.Launch;
import io.aula.devstack.process.Wait;
import io.aula.devstack.service.Sockets;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    @TempDir
    Path folder;

    @Test
    void startsAComponentAfterTheOnesItNeeds() {
        Supervisor supervisor =
                new Supervisor(List.of(component("second", List.of("first")), component("first", List.of())), folder);
        assertThat(supervisor.startAll()).isTrue();
        assertThat(supervisor.lines().get(0)).startsWith("first is healthy");
        assertThat(supervisor.lines().get(1)).startsWith("second is healthy");
        supervisor.stopAll(Duration.ofSeconds(8));
        assertThat(supervisor.components()).allMatch(each -> each.state() == State.STOPPED && !each.isAlive());
    }

    @Test
    void reportsACrashInOneLineAndLeavesTheComponentDown() {
        Supervisor supervisor = new Supervisor(List.of(component("fragile", List.of())), folder);
        supervisor.startAll();
        supervisor.kill("fragile");
        assertThat(Wait.until(Duration.ofSeconds(5), () -> supervisor.lines().size() == 2))
                .isTrue();
        assertThat(supervisor.lines().get(1)).startsWith("fragile crashed").contains("bin/start fragile");
        assertThat(supervisor.start("fragile")).isEqualTo("fragile is healthy");
        supervisor.stopAll(Duration.ofSeconds(8));
    }

    @Test
    void nothingIsStoppedBeforeWhatNeedsIt() {
        Supervisor supervisor = new Supervisor(
                List.of(
                        component("store", List.of(), leaving("store", "")),
                        component("service", List.of("store"), leaving("service", "sleep 0.5; "))),
                folder);
        assertThat(supervisor.startAll()).isTrue();

        supervisor.stopAll(Duration.ofSeconds(8));

        assertThat(folder.resolve("order")).hasContent("service\nstore");
    }

    @Test
    void whatDoesNotGoIsKilledInTimeAndWhatItStoodOnStillGetsItsCall() {
        Supervisor supervisor = new Supervisor(
                List.of(
                        component("store", List.of(), leaving("store", "")),
                        component("stubborn", List.of("store"), "trap '' TERM; while :; do sleep 1; done")),
                folder);
        assertThat(supervisor.startAll()).isTrue();
        long began = System.nanoTime();

        supervisor.stopAll(Duration.ofSeconds(3));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(supervisor.components()).noneMatch(Supervised::isAlive);
        assertThat(folder.resolve("order")).hasContent("store");
    }

    @Test
    void whatIsJustStartingDoesNotKeepTheOthersFromStopping() throws Exception {
        Component slow = component("slow", List.of(), "sleep 300");
        Component neverReady = new Component(
                slow.name(),
                slow.needs(),
                slow.after(),
                slow.port(),
                slow.version(),
                Patience.of(Duration.ofSeconds(120)),
                slow.prepare(),
                () -> false,
                () -> {});
        Supervisor supervisor = new Supervisor(List.of(neverReady), folder);
        Thread starting = Thread.ofVirtual().start(supervisor::startAll);
        assertThat(Wait.until(Duration.ofSeconds(20), () -> Files.exists(folder.resolve("slow.up"))))
                .isTrue();
        long began = System.nanoTime();

        supervisor.stopAll(Duration.ofSeconds(8));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        assertThat(supervisor.components()).noneMatch(Supervised::isAlive);
        starting.interrupt();
    }

    @Test
    void aStartThatNobodyCanInterruptDoesNotKeepTheOthersFromStopping() {
        Component fetching = component("fetching", List.of("store"));
        CountDownLatch never = new CountDownLatch(1);
        Component stuck = new Component(
                fetching.name(),
                fetching.needs(),
                fetching.after(),
                fetching.port(),
                fetching.version(),
                fetching.startWithin(),
                () -> {
                    awaitUninterruptibly(never);
                    return fetching.prepare().get();
                },
                fetching.ready(),
                fetching.onceReady());
        Supervisor supervisor =
                new Supervisor(List.of(component("store", List.of(), leaving("store", "")), stuck), folder);
        Thread.ofVirtual().start(supervisor::startAll);
        assertThat(Wait.until(
                        Duration.ofSeconds(30),
                        () -> supervisor.components().stream().anyMatch(each -> each.state() == State.HEALTHY)
                                && supervisor.components().stream().anyMatch(each -> each.state() == State.STARTING)))
                .isTrue();
        long began = System.nanoTime();

        supervisor.stopAll(Duration.ofSeconds(3));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertThat(supervisor.components()).noneMatch(Supervised::isAlive);
        assertThat(folder.resolve("order")).hasContent("store");
        never.countDown();
        assertThat(Wait.until(
                        Duration.ofSeconds(2),
                        () -> supervisor.components().stream().anyMatch(Supervised::isAlive)))
                .as("what came too late")
                .isFalse();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // As an installer that does not look.
            }
        }
    }

    private String leaving(String name, String first) {
        return "trap '" + first + "echo " + name + " >> " + folder.resolve("order")
                + "; exit 0' TERM; while :; do sleep 0.1; done";
    }

    @Test
    void namesThePortThatIsTaken() throws Exception {
        Component component = component("crowded", List.of());
        try (ServerSocket taken = new ServerSocket(component.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            Supervised supervised =
                    new Supervised(component, new io.aula.devstack.process.PidFile(folder.resolve("x.pid")), line -> {
                        assertThat(line).contains("crowded", String.valueOf(component.port()), "AULA_PORT");
                    });
            supervised.start();
            assertThat(supervised.state()).isEqualTo(State.CRASHED);
            assertThat(supervised.isAlive()).isFalse();
        }
    }

    private Component component(String name, List<String> needs) {
        return component(name, needs, "exec sleep 300");
    }

    private Component component(String name, List<String> needs, String script) {
        Path mark = folder.resolve(name + ".up");
        Launch launch = new Launch(
                List.of("bash", "-c", "touch " + mark + "; " + script),
                Map.of(),
                folder,
                folder.resolve(name + ".log"),
                Launch.Signal.TERM,
                Duration.ofSeconds(5));
        return new Component(
                name,
                needs,
                List.of(),
                Sockets.free(),
                "1",
                Patience.of(Duration.ofSeconds(15)),
                () -> launch,
                () -> Files.exists(mark),
                () -> {});
    }
}
