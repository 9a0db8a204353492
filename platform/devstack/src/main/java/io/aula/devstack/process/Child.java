package io.aula.devstack.process;

import io.aula.devstack.SetupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A process we started, with what it started itself. */
public final class Child {

    private final String name;
    private final Process process;
    private final Launch launch;

    private Child(String name, Process process, Launch launch) {
        this.name = name;
        this.process = process;
        this.launch = launch;
    }

    /** Starts it in a session of its own, so that Ctrl-C at our terminal reaches us alone and we stop in order. */
    public static Child start(String name, Launch launch) {
        try {
            Files.createDirectories(launch.log().toAbsolutePath().getParent());
            var command = new java.util.ArrayList<String>();
            command.add("setsid");
            command.addAll(launch.command());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(launch.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
            builder.environment().putAll(launch.environment());
            return new Child(name, builder.start(), launch);
        } catch (IOException e) {
            throw new SetupFailure(name + ": cannot be started (" + e.getMessage() + ")", e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public int exitCode() {
        return process.exitValue();
    }

    public CompletionStage<Process> onExit() {
        return process.onExit();
    }

    /** Asks, waits as long as the launch and {@code most} allow, then ends it and everything below it. */
    public void stop(Duration most) {
        List<ProcessHandle> below = process.descendants().toList();
        if (process.isAlive()) {
            signal(launch.stop(), below);
            Duration patience = launch.patience();
            if (!waitFor(most.compareTo(patience) < 0 ? most : patience)) {
                kill();
            }
        }
        below.forEach(ProcessHandle::destroyForcibly);
    }

    /** As {@code kill -9} would, with what hangs below: nothing of it may keep a port. */
    public void kill() {
        List<ProcessHandle> below = process.descendants().toList();
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
        waitFor(Duration.ofSeconds(10));
    }

    private void signal(Launch.Signal signal, List<ProcessHandle> below) {
        switch (signal) {
            case TERM -> process.destroy();
            case INT -> Signals.send("INT", process.pid());
        }
        // Erlang's virtual machine sits below a shell that does not pass the signal on.
        below.stream()
                .filter(child -> child.info().command().orElse("").endsWith("/beam.smp"))
                .forEach(ProcessHandle::destroy);
    }

    private boolean waitFor(Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What it and everything below it has done so far. */
    public Effort effort() {
        return Effort.of(process.toHandle(), launch.log());
    }

    /** The resident memory of the process and everything below it. */
    public long residentBytes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(Child::residentBytes)
                .sum();
    }

    private static long residentBytes(ProcessHandle handle) {
        // Pss shares out what several processes map: PostgreSQL's backends would count their buffers over and over.
        return procField(handle, "smaps_rollup", "Pss:")
                .orElseGet(() -> procField(handle, "status", "VmRSS:").orElse(0L));
    }

    private static java.util.Optional<Long> procField(ProcessHandle handle, String file, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(handle.pid()), file))) {
            return lines.filter(line -> line.startsWith(field))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return java.util.Optional.empty();
        }
    }
}
