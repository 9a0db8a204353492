package io.aula.transcoder.worker;

import io.aula.media.ObjectRef;
import io.aula.media.ObjectStat;
import io.aula.media.ObjectStore;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store that takes its time for each segment. */
record SlowStore(ObjectStore store, Duration each) implements ObjectStore {

    @Override
    public void put(ObjectRef ref, InputStream in, long bytes) {
        if (ref.key().endsWith(".m4s")) {
            try {
                Thread.sleep(each);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        store.put(ref, in, bytes);
    }

    @Override
    public void put(ObjectRef ref, Path file) {
        store.put(ref, file);
    }

    @Override
    public void adopt(ObjectRef ref, Path file) {
        store.adopt(ref, file);
    }

    @Override
    public void copy(ObjectRef from, ObjectRef to) {
        store.copy(from, to);
    }

    @Override
    public InputStream get(ObjectRef ref) {
        return store.get(ref);
    }

    @Override
    public InputStream range(ObjectRef ref, long from, long length) {
        return store.range(ref, from, length);
    }

    @Override
    public Optional<ObjectStat> stat(ObjectRef ref) {
        return store.stat(ref);
    }

    @Override
    public List<ObjectRef> list(String bucket, String prefix) {
        return store.list(bucket, prefix);
    }

    @Override
    public void delete(ObjectRef ref) {
        store.delete(ref);
    }

    @Override
    public Optional<Path> localFile(ObjectRef ref) {
        return store.localFile(ref);
    }

    @Override
    public void close() {
        store.close();
    }
}
