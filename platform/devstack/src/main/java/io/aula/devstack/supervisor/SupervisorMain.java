package io.aula.devstack.supervisor;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.StackEnvironment;
import io.aula.devstack.process.PidFile;
import io.aula.devstack.service.Sockets;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code SupervisorMain WORKERS ONLY FOREGROUND_PID}: brings the platform up and stays until it is told to go. */
public final class SupervisorMain {

    /** All of them together; what is left after it is killed. */
    private static final Duration DOWN_WITHIN = Duration.ofSeconds(8);

    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicReference<String> phase = new AtomicReference<>("starting");
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicReference<@Nullable StartCaches> caches = new AtomicReference<>();

    private SupervisorMain() {}

    public static void main(String[] arguments) {
        try {
            new SupervisorMain().run(Integer.parseInt(arguments[0]), names(arguments[1]), Long.parseLong(arguments[2]));
            System.exit(0);
        } catch (SetupFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void run(int workers, Set<String> only, long foreground) {
        StackEnvironment environment = StackEnvironment.fromEnvironment();
        StartCaches.When when =
                StartCaches.When.of(environment.external("AULA_START_CACHES").orElse(""));
        Path run = environment.home().prepare().run();
        clearOrphans(run);
        Stack stack = new Stack(environment);
        ServerSocket block = PortBlocks.hold(environment.ports());
        Supervisor supervisor = new Supervisor(stack.components(workers, only), run);
        supervisor
                .components()
                .forEach(each -> Sockets.requireFree(
                        each.component().name(), each.component().port()));
        new ControlServer(supervisor, writeToken(run), phase::get, () -> stop(supervisor))
                .start(environment.ports().control());
        new PidFile(run.resolve("supervisor.pid")).write(ProcessHandle.current());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor)));
        if (foreground > 0) {
            // Whoever held the terminal is gone: nothing of ours may stay behind by accident.
            ProcessHandle.of(foreground).ifPresent(handle -> handle.onExit().thenRun(() -> stop(supervisor)));
        }
        if (supervisor.startAll()) {
            phase.set("ready");
            caches.set(StartCaches.begin(
                    stack.trainings(supervisor.names()),
                    when,
                    new PidFile(run.resolve("start-caches.pid")),
                    supervisor::report));
        } else if (!stopping.get()) {
            phase.set("failed");
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        new PidFile(run.resolve("supervisor.pid")).delete();
        close(block);
    }

    private void stop(Supervisor supervisor) {
        if (!stopping.compareAndSet(false, true)) {
            // A signal on top of bin/down: this process must not go before what it watches.
            awaitDone();
            return;
        }
        phase.set("stopping");
        StartCaches training = caches.get();
        if (training != null) {
            training.close();
        }
        supervisor.stopAll(DOWN_WITHIN);
        done.countDown();
    }

    private void awaitDone() {
        try {
            if (!done.await(DOWN_WITHIN.toSeconds() + 5, TimeUnit.SECONDS)) {
                System.err.println("not everything has stopped; bin/down ends what is left");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(ServerSocket block) {
        try {
            block.close();
        } catch (IOException e) {
            // It ends with this process, which is about to.
        }
    }

    private static void clearOrphans(Path run) {
        try (Stream<Path> files = Files.list(run)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".pid")).toList()) {
                if (new PidFile(file).clearOrphan()) {
                    System.out.println(
                            "ended " + file.getFileName().toString().replace(".pid", "") + " of an earlier run");
                }
            }
        } catch (IOException e) {
            throw new SetupFailure("cannot read " + run, e);
        }
    }

    private static String writeToken(Path run) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        Path file = run.resolve("control.token");
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, token);
            return token;
        } catch (IOException e) {
            throw new SetupFailure("cannot write " + file, e);
        }
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(",")).filter(name -> !name.isBlank()).collect(Collectors.toSet());
    }
}
