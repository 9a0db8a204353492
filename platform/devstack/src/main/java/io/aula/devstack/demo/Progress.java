package io.aula.devstack.demo;

import io.aula.devstack.Home;
import io.aula.devstack.SetupFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** How far the demo is, kept beside the data it belongs to, so that every command can tell. */
public record Progress(Path folder) {

    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Duration LOOK = Duration.ofMillis(250);

    public static Progress in(Home home) {
        return new Progress(home.root().resolve("data"));
    }

    /** Everything is there. */
    public boolean isDone() {
        return Files.exists(folder.resolve("demo.done"));
    }

    /** The catalog shows courses; a recorded lesson may still be made. */
    public boolean isUsable() {
        return isDone() || Files.exists(folder.resolve("demo.usable"));
    }

    /** What is done now, or what it failed of; empty before it begins and once it is done. */
    public Optional<String> now() {
        try {
            return isDone() ? Optional.empty() : Optional.of(Files.readString(folder.resolve("demo.progress")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What an earlier one said last is no longer true. */
    public void begun() {
        tell("demo: begins");
    }

    void tell(String line) {
        try {
            Path next = Files.writeString(folder.resolve("demo.progress.next"), line);
            Files.move(next, folder.resolve("demo.progress"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SetupFailure("demo: cannot write in " + folder, e);
        }
    }

    void usable() {
        mark("demo.usable");
    }

    void done() {
        mark("demo.done");
    }

    /**
     * Runs {@code seed} while no other process does; somebody who comes second is told how far the first one is.
     *
     * @throws SetupFailure when the first one takes longer than 20 minutes
     */
    void inTurn(Consumer<String> told, Runnable seed) {
        try (FileChannel file =
                FileChannel.open(folder.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            try (FileLock turn = turn(file, told)) {
                seed.run();
            }
        } catch (IOException e) {
            throw new SetupFailure("demo: cannot write in " + folder, e);
        }
    }

    private FileLock turn(FileChannel file, Consumer<String> told) throws IOException {
        String heard = "";
        for (long end = System.nanoTime() + LONGEST.toNanos(); System.nanoTime() < end; ) {
            FileLock turn = file.tryLock();
            if (turn != null) {
                return turn;
            }
            String said = now().orElse(heard);
            if (!said.equals(heard)) {
                told.accept(said);
                heard = said;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        throw new SetupFailure("demo: another one is still at it after " + LONGEST.toMinutes() + " minutes");
    }

    private void mark(String name) {
        try {
            Files.write(folder.resolve(name), new byte[0]);
        } catch (IOException e) {
            throw new SetupFailure("demo: cannot write in " + folder, e);
        }
    }
}
