package io.aula.devstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers a process by its id and its start time: an id alone is given out again, and ending a stranger's process
 * would be worse than leaving one of ours behind.
 */
public record PidFile(Path file) {

    public void write(ProcessHandle handle) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            String started = handle.info().startInstant().map(Instant::toString).orElse("unknown");
            Files.writeString(file, handle.pid() + "\n" + started + "\n");
        } catch (IOException e) {
            throw new IllegalStateException("writing " + file, e);
        }
    }

    /** The process that was written down, if it is still that process. */
    public Optional<ProcessHandle> living() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.get(0)))
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> handle.info()
                            .startInstant()
                            .map(Instant::toString)
                            .orElse("gone")
                            .equals(lines.get(1)));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new IllegalStateException("deleting " + file, e);
        }
    }

    /** Ends what an earlier run left behind; returns whether there was anything. */
    public boolean clearOrphan() {
        Optional<ProcessHandle> orphan = living();
        orphan.ifPresent(handle -> {
            List<ProcessHandle> below = handle.descendants().toList();
            handle.destroyForcibly();
            below.forEach(ProcessHandle::destroyForcibly);
            handle.onExit()
                    .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                    .exceptionally(late -> handle)
                    .join();
        });
        delete();
        return orphan.isPresent();
    }
}
