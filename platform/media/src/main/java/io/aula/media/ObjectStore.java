package io.aula.media;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Bytes under names, in buckets. An object appears whole or not at all, and a reader of an object that is being
 * replaced keeps the bytes it began with. Calls block; {@link StorageException} means "try later".
 */
public interface ObjectStore extends AutoCloseable {

    /** Stores a copy of the file. */
    void put(ObjectRef ref, Path file);

    /** Stores exactly {@code bytes} bytes of the stream; fewer is a failure and leaves no object. */
    void put(ObjectRef ref, InputStream in, long bytes);

    /** Stores the file and takes it away from its place; without copying where both lie on one file system. */
    void adopt(ObjectRef ref, Path file);

    /** A second name for the same bytes; replacing or deleting either leaves the other. */
    void copy(ObjectRef from, ObjectRef to);

    /** @throws NoSuchObjectException if there is none */
    InputStream get(ObjectRef ref);

    /**
     * At most {@code length} bytes from {@code from} on.
     *
     * @throws NoSuchObjectException if there is none
     */
    InputStream range(ObjectRef ref, long from, long length);

    Optional<ObjectStat> stat(ObjectRef ref);

    /** All objects whose key starts with the prefix, sorted by key; the empty prefix lists the bucket. */
    List<ObjectRef> list(String bucket, String prefix);

    /** Deleting what is not there is no failure. */
    void delete(ObjectRef ref);

    /**
     * Removes what writers left that ended in the middle and began before a moment: parts of objects that never appeared.
     *
     * @return how many; 0 from a store that keeps none
     */
    default int removeUnfinished(Instant before) {
        return 0;
    }

    /** The object as a readable file, where the store is a folder of this machine. */
    Optional<Path> localFile(ObjectRef ref);

    @Override
    void close();
}
