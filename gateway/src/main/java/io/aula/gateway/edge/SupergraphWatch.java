package io.aula.gateway.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

/** Looks after a file and tells when it was written; also where a file system has no events, as in mounted volumes. */
final class SupergraphWatch implements AutoCloseable {

    private final Path file;
    private final Thread thread;
    private Stamp seen;

    private record Stamp(FileTime modified, long size) {}

    /** Remembers how the file looks now, so that a change while it is first read is not missed. */
    SupergraphWatch(Path file, Duration interval, Runnable changed) {
        this.file = file;
        this.seen = stamp(file);
        this.thread = Thread.ofPlatform().daemon().name("supergraph-watch").unstarted(() -> watch(interval, changed));
    }

    void start() {
        thread.start();
    }

    private void watch(Duration interval, Runnable changed) {
        try {
            while (true) {
                Thread.sleep(interval);
                var now = stamp(file);
                if (!now.equals(seen)) {
                    seen = now;
                    changed.run();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A file that is being replaced may be missing for a moment. */
    private static Stamp stamp(Path file) {
        try {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException e) {
            return new Stamp(FileTime.fromMillis(0), -1);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
